import type { Translations } from '../language';
import type { ExampleName } from './examples';
import type { Kind } from './PoolingState';
import type { Way } from './pool';
import type { ShapeName } from './shapes';

interface Messages {
  readonly title: string;
  readonly mode: string;
  readonly numbers: string;
  readonly invariance: string;
  readonly example: string;
  readonly examples: Readonly<Record<ExampleName, string>>;
  readonly own: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly size: string;
  readonly stride: string;
  readonly input: string;
  readonly output: string;
  readonly channel: (name: string, channel: number) => string;
  readonly point: string;
  readonly noFit: string;
  readonly shape: string;
  readonly shapes: Readonly<Record<ShapeName, string>>;
  readonly move: string;
  readonly ways: Readonly<Record<Way, string>>;
  readonly moved: (right: number, down: number) => string;
  readonly left: string;
  readonly right: string;
  readonly up: string;
  readonly down: string;
  readonly changed: (changed: number, all: number) => string;
  readonly lesson: string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Pooling',
    mode: 'View',
    numbers: 'Numbers',
    invariance: 'Shifts',
    example: 'Example',
    examples: {
      first: '4×4, window 2, stride 2',
      activations: 'activations',
      stride: 'padded diagonal, stride 3',
      theory: 'another 4×4',
      depth: 'across three channels',
    },
    own: 'your own',
    kind: 'Pooling',
    kinds: {
      max: 'maximum',
      average: 'average',
      globalMax: 'global maximum',
      globalAverage: 'global average',
      depth: 'depth-wise maximum',
    },
    size: 'Window',
    stride: 'Stride',
    input: 'Input',
    output: 'Output',
    channel: (name, channel) => `${name}, channel ${channel}`,
    point:
      'Point at a number of the output to see its window and the number that wins. The numbers of the input can be changed.',
    noFit: 'The window is larger than the input.',
    shape: 'Shape',
    shapes: { dots: 'dots', seven: 'a seven', cross: 'thin cross' },
    move: 'Move the shape',
    ways: { max: 'maximum of each window', average: 'average of each window', stride: 'stride without pooling' },
    moved: (right, down) => `moved by ${right} to the right, ${down} down`,
    left: 'Left',
    right: 'Right',
    up: 'Up',
    down: 'Down',
    changed: (changed, all) => `${changed} of ${all} numbers changed`,
    lesson:
      'A shift inside a window leaves its maximum as it was. A stride alone keeps one pixel of each window and loses or finds strokes with every shift. Pooling has no weights to learn.',
  },
  ko: {
    title: '풀링',
    mode: '보기',
    numbers: '숫자',
    invariance: '이동',
    example: '예제',
    examples: {
      first: '4×4, 윈도우 2, 스트라이드 2',
      activations: '활성화 값',
      stride: '패딩한 대각선, 스트라이드 3',
      theory: '또 다른 4×4',
      depth: '세 채널에 걸쳐서',
    },
    own: '직접 입력',
    kind: '풀링',
    kinds: {
      max: '최대 풀링',
      average: '평균 풀링',
      globalMax: '전역 최대 풀링',
      globalAverage: '전역 평균 풀링',
      depth: '깊이 방향 최대 풀링',
    },
    size: '윈도우',
    stride: '스트라이드',
    input: '입력 데이터',
    output: '출력 데이터',
    channel: (name, channel) => `${name}, 채널 ${channel}`,
    point: '출력의 숫자를 가리키면 윈도우와 그 안에서 뽑힌 숫자를 볼 수 있습니다. 입력의 숫자는 바꿀 수 있습니다.',
    noFit: '윈도우가 입력보다 큽니다.',
    shape: '모양',
    shapes: { dots: '점', seven: '숫자 7', cross: '가는 십자' },
    move: '모양 옮기기',
    ways: { max: '윈도우의 최댓값', average: '윈도우의 평균', stride: '풀링 없이 스트라이드만' },
    moved: (right, down) => `오른쪽으로 ${right}, 아래로 ${down}칸 옮김`,
    left: '왼쪽',
    right: '오른쪽',
    up: '위',
    down: '아래',
    changed: (changed, all) => `${all}개 중 ${changed}개가 바뀌었습니다`,
    lesson:
      '윈도우 안에서 움직이면 최댓값은 그대로입니다. 스트라이드만 쓰면 윈도우마다 픽셀 하나만 남아, 조금만 움직여도 획이 사라지거나 나타납니다. 풀링에는 학습할 가중치가 없습니다.',
  },
};
