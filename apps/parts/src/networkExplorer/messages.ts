import type { Translations } from '../language';
import type { NetworkChoice } from './openNetwork';
import type { LayerKind } from './records';

interface Messages {
  readonly title: string;
  readonly intro: string;
  readonly network: string;
  readonly networks: Readonly<Record<NetworkChoice, string>>;
  readonly digits: string;
  readonly digit: (digit: number) => string;
  readonly draw: string;
  readonly direction: string;
  readonly forward: string;
  readonly backward: string;
  readonly backwardHint: (name: string) => string;
  readonly score: string;
  readonly scale: string;
  readonly scales: Readonly<Record<'map' | 'layer' | 'global', string>>;
  readonly kinds: Readonly<Record<LayerKind, string>>;
  readonly more: (count: number) => string;
  readonly less: string;
  readonly flow: string;
  readonly map: (layer: string, channel: number) => string;
  readonly units: (layer: string, count: number) => string;
  readonly point: string;
  readonly channel: string;
  readonly row: string;
  readonly column: string;
  readonly field: (height: number, width: number) => string;
  readonly inputMap: string;
  readonly sum: string;
  readonly filter: string;
  readonly filterGradient: string;
  readonly rest: (count: number) => string;
  readonly bias: string;
  readonly value: string;
  readonly gradient: string;
  readonly given: string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Network explorer',
    intro: 'Every feature map of a trained network, the filters that feed it, and the sums behind each number.',
    network: 'Network',
    networks: {
      lenet5: 'LeNet-5 · digits',
      resnet20: 'ResNet-20 · CIFAR-10',
      lecture5Cnn: 'CNN of lecture 5 · clothes',
    },
    digits: 'A digit',
    digit: (digit) => `Digit ${digit}`,
    draw: 'or draw one',
    direction: 'Direction',
    forward: 'Forward: values',
    backward: 'Backward: gradients',
    backwardHint: (name) =>
      `Each colour is how the score of “${name}” changes with the number there. Blue: more of it raises the score.`,
    score: 'Score of',
    scale: 'Colours compare',
    scales: { map: 'within a map', layer: 'within a layer', global: 'over all layers' },
    kinds: {
      input: 'input',
      convolution: 'convolution',
      pooling: 'pooling',
      globalPooling: 'global pooling',
      dense: 'fully connected',
      activation: 'activation',
      normalization: 'batch normalisation',
      sum: 'sum',
      other: '',
    },
    more: (count) => `${count} more`,
    less: 'fewer',
    flow: 'The layers from left to right. Point at a map to see the filters that feed it; choose it to see its sums.',
    map: (layer, channel) => `${layer}, map ${channel}`,
    units: (layer, count) => `${layer}: ${count} units`,
    point: 'Point at the map to choose a pixel.',
    channel: 'Channel',
    row: 'Row',
    column: 'Column',
    field: (height, width) => `Receptive field: ${height} × ${width} pixels of the input`,
    inputMap: 'Input channel',
    sum: 'Sum',
    filter: 'Filter',
    filterGradient: 'Gradient of the filter',
    rest: (count) => `${count} others together`,
    bias: 'bias',
    value: 'Value',
    gradient: 'Gradient of the score',
    given: 'This layer hands its input on in another order.',
  },
  ko: {
    title: '신경망 탐험기',
    intro: '학습된 신경망의 모든 피처 맵과, 그 맵을 만드는 필터, 그리고 숫자 하나하나에 담긴 합을 들여다봅니다.',
    network: '신경망',
    networks: { lenet5: 'LeNet-5 · 손글씨 숫자', resnet20: 'ResNet-20 · CIFAR-10', lecture5Cnn: '5강의 CNN · 옷' },
    digits: '숫자 고르기',
    digit: (digit) => `숫자 ${digit}`,
    draw: '또는 직접 그리기',
    direction: '방향',
    forward: '순전파: 값',
    backward: '역전파: 기울기',
    backwardHint: (name) =>
      `색은 그 자리의 숫자가 변할 때 ‘${name}’ 점수가 얼마나 변하는지를 나타냅니다. 파란색이면 값이 커질수록 점수가 올라갑니다.`,
    score: '점수를 볼 클래스',
    scale: '색의 기준',
    scales: { map: '맵마다', layer: '층마다', global: '전체 공통' },
    kinds: {
      input: '입력',
      convolution: '합성곱',
      pooling: '풀링',
      globalPooling: '전역 풀링',
      dense: '완전연결',
      activation: '활성화 함수',
      normalization: '배치 정규화',
      sum: '덧셈',
      other: '',
    },
    more: (count) => `${count}개 더 보기`,
    less: '줄이기',
    flow: '층이 왼쪽에서 오른쪽으로 이어집니다. 맵을 가리키면 그 맵을 만드는 필터가 보이고, 누르면 합이 어떻게 계산되는지 보입니다.',
    map: (layer, channel) => `${layer}, 맵 ${channel}`,
    units: (layer, count) => `${layer}: 유닛 ${count}개`,
    point: '맵 위의 픽셀을 가리켜 보십시오.',
    channel: '채널',
    row: '행',
    column: '열',
    field: (height, width) => `수용 영역: 입력의 ${height} × ${width} 픽셀`,
    inputMap: '입력 채널',
    sum: '합',
    filter: '필터',
    filterGradient: '필터의 기울기',
    rest: (count) => `나머지 ${count}개의 합`,
    bias: '편향',
    value: '값',
    gradient: '점수의 기울기',
    given: '이 층은 입력을 순서만 바꾸어 그대로 넘겨줍니다.',
  },
};

export type ExplorerMessages = Messages;
