import type { Translations } from '../language';

interface Messages {
  readonly title: string;
  readonly size: string;
  readonly kernel: string;
  readonly padding: string;
  readonly stride: string;
  readonly dilation: string;
  readonly transposed: string;
  readonly figure: (input: number, output: number) => string;
  readonly legend: string;
  readonly transposedLegend: string;
  readonly transposedFormula: (formula: string, size: number) => string;
  readonly impossible: string;
  readonly checked: (size: number) => string;
  readonly differs: (size: number) => string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Padding, stride, dilation',
    size: 'Input H',
    kernel: 'Filter F',
    padding: 'Padding P',
    stride: 'Stride S',
    dilation: 'Dilation D',
    transposed: 'Transposed convolution',
    figure: (input, output) =>
      `A filter slides over an input of ${input} by ${input} cells and fills an output of ${output} by ${output}`,
    legend: 'Blue: the input. Dashed: zeros. Orange: what the filter touches. Green: the output.',
    transposedLegend:
      'A transposed convolution slides with stride 1 over its input, with S − 1 zeros between the numbers: the stride makes the output larger.',
    transposedFormula: (formula, size) => `O = (H − 1)·S + D(F − 1) + 1 − 2P = ${formula} = ${size}`,
    impossible: 'With this much padding the transposed convolution would cut into its input: take P ≤ D(F − 1).',
    checked: (size) => `Striate computes ${size} × ${size}, too.`,
    differs: (size) => `Striate computes ${size} × ${size}!`,
  },
  ko: {
    title: '패딩, 스트라이드, 팽창',
    size: '입력 H',
    kernel: '필터 F',
    padding: '패딩 P',
    stride: '스트라이드 S',
    dilation: '팽창 D',
    transposed: '전치 합성곱',
    figure: (input, output) => `${input}×${input} 입력 위를 필터가 움직이며 ${output}×${output} 출력을 채웁니다`,
    legend: '파랑은 입력, 점선은 0, 주황은 필터가 닿은 칸, 초록은 출력입니다.',
    transposedLegend:
      '전치 합성곱은 입력의 숫자 사이에 0을 S − 1개씩 끼워 넣고 스트라이드 1로 움직입니다. 그래서 스트라이드가 클수록 출력이 커집니다.',
    transposedFormula: (formula, size) => `O = (H − 1)·S + D(F − 1) + 1 − 2P = ${formula} = ${size}`,
    impossible: '패딩이 너무 커서 전치 합성곱이 입력까지 잘라 냅니다. P ≤ D(F − 1)이 되게 하십시오.',
    checked: (size) => `Striate로 계산해도 ${size} × ${size}입니다.`,
    differs: (size) => `Striate로 계산하면 ${size} × ${size}입니다!`,
  },
};
