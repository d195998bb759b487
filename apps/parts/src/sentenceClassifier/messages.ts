import type { Translations } from '../language';

interface Messages {
  readonly title: string;
  readonly idle: string;
  readonly sentence: string;
  readonly language: string;
  readonly examples: string;
  readonly tones: readonly [negative: string, positive: string];
  readonly tone: string;
  readonly matrix: (words: number, size: number) => string;
  readonly unknown: string;
  readonly width: string;
  readonly filter: string;
  readonly slide: string;
  readonly filterSays: (
    width: number,
    number: number,
    words: string,
    pooled: string,
    weight: string,
    contribution: string,
  ) => string;
  readonly phrases: string;
  readonly phrasesHint: string;
  readonly phrase: string;
  readonly filters: string;
  readonly contribution: string;
  readonly rest: (count: number) => string;
  readonly bias: string;
  readonly sum: string;
  readonly edge: string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Does this sentence sound pleased?',
    idle: 'A convolutional network (Kim 2014) that has read 9,595 sentences of film reviews tells praise from blame, and shows which words decided.',
    sentence: 'A sentence about a film',
    language: 'The network has read English reviews only, and knows 5,000 words.',
    examples: 'Examples',
    tones: ['negative', 'positive'],
    tone: 'Tone',
    matrix: (words, size) => `The sentence as a matrix: ${words} words × ${size} numbers of each word's embedding`,
    unknown: 'not among its 5,000 words: all such words are one to it',
    width: 'Filter width',
    filter: 'Filter',
    slide: 'Slide',
    filterSays: (width, number, words, pooled, weight, contribution) =>
      `Filter ${number} of width ${width} answers most to “${words}”: ${pooled}. Times its weight ${weight} that adds ${contribution}.`,
    phrases: 'What decided',
    phrasesHint:
      'Max-over-time pooling keeps the largest answer of each filter. Every row is a group of words that won for some filters; the contributions and the bias add up to ln(positive / negative).',
    phrase: 'Words',
    filters: 'Filters',
    contribution: 'Contribution',
    rest: (count) => `${count} further groups`,
    bias: 'Bias',
    sum: 'Sum = ln(positive / negative)',
    edge: 'padding',
  },
  ko: {
    title: '이 문장은 칭찬일까, 불만일까?',
    idle: '영화평 문장 9,595개를 학습한 합성곱 신경망(Kim 2014)이 칭찬과 불만을 가려내고, 어떤 단어들이 판단을 결정했는지 보여 줍니다.',
    sentence: '영화에 대한 문장(영어)',
    language: '이 신경망은 영어 영화평만 학습했고 단어 5,000개를 압니다. 문장은 영어로 입력하십시오.',
    examples: '예문',
    tones: ['부정', '긍정'],
    tone: '어조',
    matrix: (words, size) => `행렬로 본 문장: 단어 ${words}개 × 임베딩 숫자 ${size}개`,
    unknown: '5,000개 단어에 없어서 모두 같은 “모르는 단어”로 처리됩니다',
    width: '필터 너비',
    filter: '필터',
    slide: '움직이기',
    filterSays: (width, number, words, pooled, weight, contribution) =>
      `너비 ${width}인 ${number}번 필터는 “${words}”에서 가장 크게 반응합니다: ${pooled}. 가중치 ${weight}를 곱하면 기여도는 ${contribution}입니다.`,
    phrases: '판단을 결정한 단어들',
    phrasesHint:
      '최대 풀링(max-over-time pooling)은 필터마다 가장 큰 출력 하나만 남깁니다. 각 행은 몇몇 필터에서 이긴 단어 묶음이며, 기여도와 편향을 모두 더하면 ln(긍정 / 부정)이 됩니다.',
    phrase: '단어',
    filters: '필터 수',
    contribution: '기여도',
    rest: (count) => `나머지 묶음 ${count}개`,
    bias: '편향',
    sum: '합 = ln(긍정 / 부정)',
    edge: '여백',
  },
};

export type SentenceMessages = (typeof messages)['en'];

/** English in every language, for so is the network. The fourth fools it. */
export const examples = [
  'A gem of a film, funny and moving.',
  'A dull, lifeless mess that never ends.',
  'The plot is thin, yet the actors make it a warm and touching story.',
  'Not bad at all.',
] as const;
