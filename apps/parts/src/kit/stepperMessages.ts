import type { Translations } from '../language';

interface StepperMessages {
  readonly group: string;
  readonly slide: string;
  readonly pause: string;
  readonly back: string;
  readonly forward: string;
}

export const stepperMessages: Translations<StepperMessages> = {
  en: {
    group: 'Animation',
    slide: 'Slide',
    pause: 'Pause',
    back: 'One step back',
    forward: 'One step on',
  },
  ko: {
    group: '애니메이션',
    slide: '움직여 보기',
    pause: '일시 정지',
    back: '한 칸 뒤로',
    forward: '한 칸 앞으로',
  },
};
