import type { Translations } from './language';

interface FrameMessages {
  readonly play: string;
  readonly opening: string;
  readonly share: string;
  readonly shareHint: string;
  readonly copied: string;
}

/** The texts of the frame around every part. */
export const frameMessages: Translations<FrameMessages> = {
  en: {
    play: 'Play',
    opening: 'Loading …',
    share: 'Share',
    shareHint: 'Copies a link that shows what you see',
    copied: 'Link copied',
  },
  ko: {
    play: '실행',
    opening: '불러오는 중 …',
    share: '공유',
    shareHint: '지금 보이는 상태 그대로 열리는 링크를 복사합니다',
    copied: '링크를 복사했습니다',
  },
};
