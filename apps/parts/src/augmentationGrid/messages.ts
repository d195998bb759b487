import type { Translations } from '../language';
import type { ChangeName } from './changes';

interface Messages {
  readonly title: string;
  readonly changes: Readonly<Record<ChangeName, string>>;
  readonly seed: string;
  readonly another: string;
  readonly original: string;
  readonly variant: (number: number) => string;
  readonly layers: string;
  readonly generator: string;
  readonly notHere: string;
  readonly note: string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Data augmentation',
    changes: {
      flip: 'Mirror',
      rotation: 'Rotation (turns)',
      zoom: 'Zoom',
      translation: 'Shift',
      shear: 'Shear',
      contrast: 'Contrast',
      brightness: 'Brightness',
      hue: 'Hue',
      erasing: 'Erasing (chance)',
    },
    seed: 'Seed',
    another: 'Another batch',
    original: 'The picture',
    variant: (number) => `Variant ${number}`,
    layers: 'As layers',
    generator: 'As ImageDataGenerator',
    notHere: 'not here',
    note: 'Every pass of the training sees other variants, and the label stays. The same seed gives the same pictures.',
  },
  ko: {
    title: '데이터 증강',
    changes: {
      flip: '좌우 뒤집기',
      rotation: '회전 (바퀴)',
      zoom: '확대·축소',
      translation: '이동',
      shear: '기울이기',
      contrast: '대비',
      brightness: '밝기',
      hue: '색상',
      erasing: '지우기 (확률)',
    },
    seed: '시드',
    another: '다음 배치',
    original: '원본',
    variant: (number) => `변형 ${number}`,
    layers: '층으로 쓰면',
    generator: 'ImageDataGenerator로 쓰면',
    notHere: '여기에 없는 것',
    note: '학습할 때는 한 바퀴 돌 때마다 다른 변형이 나오지만 정답은 그대로입니다. 시드가 같으면 같은 그림이 나옵니다.',
  },
};
