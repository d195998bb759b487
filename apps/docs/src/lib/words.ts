import type { Words } from './worked';

/** The labels of worked figures. */
export const words: Readonly<Record<'en' | 'ko', Words>> = {
  en: {
    input: 'Input',
    filter: 'Filter',
    bias: 'Bias',
    output: 'Feature map',
    pooled: 'After pooling',
    channels: ['red', 'green', 'blue'],
    sum: 'Sum',
    weights: 'Weights',
  },
  ko: {
    input: '입력',
    filter: '필터',
    bias: '편향',
    output: '피처 맵',
    pooled: '풀링 결과',
    channels: ['빨강', '초록', '파랑'],
    sum: '합',
    weights: '가중치',
  },
};
