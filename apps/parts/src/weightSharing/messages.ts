import type { Translations } from '../language';

interface Messages {
  readonly title: string;
  readonly example: string;
  readonly sizes: (input: number, filter: number) => string;
  readonly input: string;
  readonly filter: string;
  readonly matrix: string;
  readonly matrixNote: (zeros: number, all: number, weights: number) => string;
  readonly product: string;
  readonly convolution: string;
  readonly difference: (difference: string) => string;
  readonly point: string;
  readonly row: (row: number, sum: string) => string;
  readonly counters: string;
  readonly bars: string;
  readonly width: string;
  readonly height: string;
  readonly channels: string;
  readonly filters: string;
  readonly kernel: string;
  readonly local: string;
  readonly shared: string;
  readonly inputs: (inputs: string, formula: string) => string;
  readonly parameters: string;
  readonly dense: string;
  readonly yours: string;
  readonly convolutional: string;
  readonly fewer: (times: string) => string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Dense against convolution: shared weights',
    example: 'Sizes',
    sizes: (input, filter) => `${input}×${input} input, ${filter}×${filter} filter`,
    input: 'Input',
    filter: 'Filter',
    matrix: 'The same convolution as a dense layer: one row an output, one column an input pixel',
    matrixNote: (zeros, all, weights) =>
      `${zeros} of its ${all} weights are zero (each output sees only its window), and the others are the same ${weights} numbers again and again (equal colours).`,
    product: 'Matrix × input',
    convolution: 'Convolution',
    difference: (difference) => `Largest difference of the two, both computed by Striate: ${difference}`,
    point: 'Point at a row of the matrix to see its window on the input.',
    row: (row, sum) => `Output ${row}: ${sum}`,
    counters: 'What a layer has to learn',
    bars: 'bars are logarithmic',
    width: 'Width',
    height: 'Height',
    channels: 'Channels',
    filters: 'Maps',
    kernel: 'Filter',
    local: 'local windows',
    shared: 'shared weights',
    inputs: (inputs, formula) => `${formula} = ${inputs} inputs`,
    parameters: 'weights and biases',
    dense: 'dense',
    yours: 'as chosen',
    convolutional: 'convolution',
    fewer: (times) => `${times} times fewer than dense`,
  },
  ko: {
    title: '완전연결 대 합성곱: 가중치 공유',
    example: '크기',
    sizes: (input, filter) => `${input}×${input} 입력, ${filter}×${filter} 필터`,
    input: '입력 데이터',
    filter: '필터',
    matrix: '같은 합성곱을 완전연결층으로 쓴 행렬: 행은 출력 하나, 열은 입력 픽셀 하나',
    matrixNote: (zeros, all, weights) =>
      `가중치 ${all}개 가운데 ${zeros}개가 0이고(출력마다 자기 윈도우만 봅니다), 나머지는 같은 ${weights}개 숫자의 반복입니다(같은 색).`,
    product: '행렬 × 입력',
    convolution: '합성곱',
    difference: (difference) => `두 결과(모두 Striate로 계산)의 가장 큰 차이: ${difference}`,
    point: '행렬의 한 행을 가리키면 입력에서 그 윈도우를 볼 수 있습니다.',
    row: (row, sum) => `출력 ${row}: ${sum}`,
    counters: '한 층이 학습해야 하는 값의 수',
    bars: '막대는 로그 눈금',
    width: '가로',
    height: '세로',
    channels: '채널',
    filters: '피처 맵 수',
    kernel: '필터',
    local: '윈도우만 보기',
    shared: '가중치 공유',
    inputs: (inputs, formula) => `${formula} = 입력 ${inputs}개`,
    parameters: '가중치와 편향',
    dense: '완전연결',
    yours: '선택한 구조',
    convolutional: '합성곱',
    fewer: (times) => `완전연결의 ${times}분의 1`,
  },
};
