import type { Translations } from '../language';

interface Messages {
  readonly figure: string;
  readonly play: string;
  readonly pause: string;
  readonly back: string;
  readonly next: string;
  readonly all: string;
  readonly point: string;
  readonly pointOrPlay: string;
}

export const messages: Translations<Messages> = {
  en: {
    figure: 'Worked example',
    play: 'Play the steps',
    pause: 'Pause',
    back: 'Step back',
    next: 'Next step',
    all: 'Show all',
    point: 'Point at the result to see its sum.',
    pointOrPlay: 'Point at a number of the result, or play the steps.',
  },
  ko: {
    figure: '계산 예',
    play: '단계별 재생',
    pause: '일시 정지',
    back: '이전 단계',
    next: '다음 단계',
    all: '모두 보기',
    point: '결과를 가리키면 계산 과정이 보입니다.',
    pointOrPlay: '결과의 숫자를 가리키거나, 단계별로 재생해 보십시오.',
  },
};
