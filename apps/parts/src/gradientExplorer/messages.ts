import type { Translations } from '../language';
import type { ExampleName } from './examples';
import type { GridName } from './explain';

interface Messages {
  readonly title: string;
  readonly op: string;
  readonly examples: Readonly<Record<ExampleName, string>>;
  readonly grids: Readonly<Record<GridName, string>>;
  readonly loss: string;
  readonly losses: string;
  readonly step: string;
  readonly stepInput: string;
  readonly again: string;
  readonly learningRate: string;
  readonly check: string;
  readonly passes: (share: string) => string;
  readonly fails: (share: string) => string;
  readonly analytic: string;
  readonly numeric: string;
  readonly difference: string;
  readonly value: string;
  readonly tape: string;
  readonly forward: string;
  readonly backward: string;
  readonly point: string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Gradient explorer',
    op: 'Operation',
    examples: {
      convolution: 'Convolution',
      dense: 'Dense layer',
      relu: 'ReLU',
      sigmoid: 'Sigmoid',
      maxPooling: 'Max pooling',
      softmax: 'Softmax and cross-entropy',
    },
    grids: {
      x: 'Input X',
      w: 'Weights W',
      y: 'Output Y',
      target: 'Target T',
      dX: 'dX = ∂L/∂X',
      dW: 'dW = ∂L/∂W',
      dY: 'dY = ∂L/∂Y',
    },
    loss: 'Loss L',
    losses: 'Loss after each step',
    step: 'One SGD step: W − learning rate · dW',
    stepInput: 'One step: X − learning rate · dX',
    again: 'Start over',
    learningRate: 'Learning rate',
    check: 'Check numerically',
    passes: (share) => `The gradient is right: the largest difference is ${share} of the largest derivative.`,
    fails: (share) => `They differ: by ${share} of the largest derivative.`,
    analytic: 'from the tape',
    numeric: 'finite difference',
    difference: 'difference',
    value: 'number',
    tape: 'The tape: forward to the loss, then back',
    forward: 'forward',
    backward: 'backward',
    point: 'Point at a number to see the sum it is. dX, dW and dY say how the loss changes with each number.',
  },
  ko: {
    title: '기울기 탐험',
    op: '연산',
    examples: {
      convolution: '합성곱',
      dense: '완전연결층',
      relu: 'ReLU',
      sigmoid: '시그모이드',
      maxPooling: '최대 풀링',
      softmax: '소프트맥스와 교차 엔트로피',
    },
    grids: {
      x: '입력 X',
      w: '가중치 W',
      y: '출력 Y',
      target: '정답 T',
      dX: 'dX = ∂L/∂X',
      dW: 'dW = ∂L/∂W',
      dY: 'dY = ∂L/∂Y',
    },
    loss: '손실 L',
    losses: '스텝마다의 손실',
    step: 'SGD 한 스텝: W − 학습률 · dW',
    stepInput: '한 스텝: X − 학습률 · dX',
    again: '처음부터',
    learningRate: '학습률',
    check: '수치로 확인하기',
    passes: (share) => `기울기가 맞습니다. 가장 큰 차이는 가장 큰 미분값의 ${share}입니다.`,
    fails: (share) => `서로 다릅니다. 차이가 가장 큰 미분값의 ${share}입니다.`,
    analytic: '역전파로 구한 값',
    numeric: '유한 차분',
    difference: '차이',
    value: '값',
    tape: '계산 기록: 손실까지 앞으로, 그리고 거꾸로',
    forward: '순전파',
    backward: '역전파',
    point:
      '숫자를 가리키면 어떤 합으로 나온 값인지 볼 수 있습니다. dX, dW, dY는 각 숫자에 따라 손실이 얼마나 변하는지를 나타냅니다.',
  },
};
