import type { Translations } from '../language';

interface Messages {
  readonly title: string;
  readonly input: string;
  readonly filter: string;
  readonly output: string;
  readonly point: string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Kernel playground',
    input: 'Input',
    filter: 'Filter',
    output: 'Feature map',
    point: 'Point at a number of the feature map to see the products it is the sum of.',
  },
  ko: {
    title: '커널 놀이터',
    input: '입력 데이터',
    filter: '필터',
    output: '피처 맵',
    point: '피처 맵의 숫자를 가리키면 어떤 곱들을 더한 값인지 볼 수 있습니다.',
  },
};
