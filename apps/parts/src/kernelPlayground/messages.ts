import type { Translations } from '../language';
import type { ExampleName } from './examples';

interface Messages {
  readonly title: string;
  readonly mode: string;
  readonly numbers: string;
  readonly picture: string;
  readonly example: string;
  readonly examples: Readonly<Record<ExampleName, string>>;
  readonly own: string;
  readonly size: string;
  readonly filterSize: string;
  readonly stride: string;
  readonly dilation: string;
  readonly padding: string;
  readonly bias: string;
  readonly channels: string;
  readonly depthwise: string;
  readonly input: string;
  readonly filter: string;
  readonly part: string;
  readonly output: string;
  readonly channel: (name: string, channel: number) => string;
  readonly colours: readonly [string, string, string];
  readonly point: string;
  readonly hiddenNumbers: string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Kernel playground',
    mode: 'What is convolved',
    numbers: 'Numbers',
    picture: 'Picture',
    example: 'Example',
    examples: {
      first: '4×4 input, 3×3 filter',
      bias: 'with bias 3',
      padding: 'with padding 1',
      stride: '7×7 input, stride 2',
      channels: 'three channels, one filter',
      quarters: '3×3 input, 2×2 weights',
      cross: '0s and 1s, filter ×',
      diagonal: 'the diagonal, found (bias 20)',
      otherDiagonal: 'the other diagonal (padding 1, bias 10)',
      colour: 'a patch of an RGB photo (bias 1)',
    },
    own: 'your own',
    size: 'Input (rows × columns)',
    filterSize: 'Filter',
    stride: 'Stride S',
    dilation: 'Dilation D',
    padding: 'Padding P',
    bias: 'Bias',
    channels: 'Channels',
    depthwise: 'one map a channel (groups = channels)',
    input: 'Input',
    filter: 'Filter',
    part: 'Partial sum',
    output: 'Feature map',
    channel: (name, channel) => `${name}, channel ${channel}`,
    colours: ['red', 'green', 'blue'],
    point:
      'Point at a number of the feature map to see the products it is the sum of. Every number of the input and of the filter can be changed.',
    hiddenNumbers:
      'The lecture’s drawing hides most numbers of the second and third channel behind the first; ours are chosen so that its result, 63 55 / 18 51, comes out.',
  },
  ko: {
    title: '커널 놀이터',
    mode: '합성곱 대상',
    numbers: '숫자',
    picture: '사진',
    example: '예제',
    examples: {
      first: '4×4 입력, 3×3 필터',
      bias: '편향 3을 더할 때',
      padding: '패딩 1',
      stride: '7×7 입력, 스트라이드 2',
      channels: '채널 세 개, 필터 하나',
      quarters: '3×3 입력, 2×2 가중치',
      cross: '0과 1, × 모양 필터',
      diagonal: '대각선 찾기 (편향 20)',
      otherDiagonal: '반대 대각선 (패딩 1, 편향 10)',
      colour: 'RGB 사진의 한 조각 (편향 1)',
    },
    own: '직접 입력',
    size: '입력 (행 × 열)',
    filterSize: '필터',
    stride: '스트라이드 S',
    dilation: '팽창 D',
    padding: '패딩 P',
    bias: '편향',
    channels: '채널',
    depthwise: '채널마다 따로 (groups = 채널 수)',
    input: '입력 데이터',
    filter: '필터',
    part: '채널별 합',
    output: '피처 맵',
    channel: (name, channel) => `${name}, 채널 ${channel}`,
    colours: ['빨강', '초록', '파랑'],
    point:
      '피처 맵의 숫자를 가리키면 어떤 곱들을 더한 값인지 볼 수 있습니다. 입력과 필터의 숫자는 모두 바꿀 수 있습니다.',
    hiddenNumbers:
      '강의 그림에서는 둘째와 셋째 채널의 숫자가 대부분 앞 채널에 가려져 있습니다. 가려진 숫자는 강의의 결과 63 55 / 18 51이 나오도록 골랐습니다.',
  },
};
