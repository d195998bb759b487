import type { Translations } from '../language';

interface Messages {
  readonly title: string;
  readonly intro: string;
  readonly boxes: string;
  readonly depth: (layers: number) => string;
  readonly parameters: (count: string) => string;
  readonly macs: (count: string) => string;
  readonly top5: (percent: string) => string;
  readonly noTop5: Readonly<Record<'lenet5' | 'resNet18', string>>;
  readonly errors: string;
  readonly picture: string;
  readonly measure: string;
  readonly running: (stage: number, stages: number) => string;
  readonly loading: string;
  readonly cancel: string;
  readonly whole: (ms: string) => string;
  readonly layers: (ms: string) => string;
  readonly memory: (name: string, megabytes: string) => string;
  readonly anyway: string;
  readonly no: string;
  readonly measured: string;
  readonly shape: (name: string) => string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'From LeNet-5 to ResNet',
    intro:
      'Eight networks in the order in which they came. Press play to send the same picture through them, and see what each takes on your machine.',
    boxes:
      'A box is as high as its feature maps and as wide as it has channels: both stand below it. A thin orange one is a dense layer with its units.',
    depth: (layers) => `${layers} layers`,
    parameters: (count) => `${count} parameters`,
    macs: (count) => `${count} multiply-adds`,
    top5: (percent) => `top-5 error ${percent}`,
    noTop5: {
      lenet5: 'made for digits: 0.95 % error on MNIST',
      resNet18: 'the paper gives no top-5 error; top-1 27.88 %, ten crops',
    },
    errors:
      'Top-5 errors: one network on the ILSVRC 2012 validation pictures, the best value its paper gives, which looks at many crops of a picture. Parameters and multiply-adds (of convolutions and dense layers, one picture) are counted by Striate.',
    picture: 'Picture',
    measure: 'Measure',
    running: (stage, stages) => `stage ${stage} of ${stages}`,
    loading: 'building the network …',
    cancel: 'Cancel',
    whole: (ms) => `${ms} ms in all`,
    layers: (ms) => `${ms} ms layer by layer`,
    memory: (name, megabytes) => `${name} takes about ${megabytes} MB of memory, and seconds. Measure it?`,
    anyway: 'Measure it',
    no: 'No',
    measured:
      'Measured here, on the CPU, with weights of zero: the time does not depend on them. “In all” is predict(), which computes a convolution together with what follows it.',
    shape: (name) => `Shape of ${name}: feature maps from left to right`,
  },
  ko: {
    title: 'LeNet-5에서 ResNet까지',
    intro:
      '여덟 신경망을 등장한 순서대로 놓았습니다. 실행을 누르면 같은 그림을 각각에 통과시켜 이 컴퓨터에서 걸리는 시간을 잴 수 있습니다.',
    boxes:
      '상자의 높이는 피처 맵의 크기, 너비는 채널 수이며 두 값을 아래에 적었습니다. 가는 주황색 상자는 완전연결층이고 숫자는 유닛 수입니다.',
    depth: (layers) => `${layers}개 층`,
    parameters: (count) => `파라미터 ${count} 개`,
    macs: (count) => `곱셈-덧셈 ${count} 회`,
    top5: (percent) => `top-5 오류율 ${percent}`,
    noTop5: {
      lenet5: '숫자 인식용: MNIST 오류율 0.95 %',
      resNet18: '논문에 top-5 값이 없음; top-1 오류율 27.88 %(10개 크롭)',
    },
    errors:
      'top-5 오류율: ILSVRC 2012 검증 이미지에서 신경망 하나로 얻은 값 가운데 논문에 실린 가장 좋은 값이며, 이미지 한 장을 여러 번 잘라 봅니다. 파라미터 수와 곱셈-덧셈 횟수(합성곱과 완전연결층, 그림 한 장)는 Striate가 센 값입니다.',
    picture: '그림',
    measure: '시간 재기',
    running: (stage, stages) => `${stages}단계 중 ${stage}단계`,
    loading: '신경망을 만드는 중 …',
    cancel: '취소',
    whole: (ms) => `전체 ${ms} ms`,
    layers: (ms) => `층별 합계 ${ms} ms`,
    memory: (name, megabytes) => `${name}: 메모리 약 ${megabytes} MB와 몇 초의 시간이 필요합니다. 계속하시겠습니까?`,
    anyway: '계속',
    no: '아니요',
    measured:
      '이 컴퓨터의 CPU에서 가중치를 0으로 두고 잰 시간입니다. 시간은 가중치 값과 상관이 없습니다. ‘전체’는 합성곱과 그 뒤의 연산을 한 번에 계산하는 predict()의 시간입니다.',
    shape: (name) => `${name}의 구조: 왼쪽에서 오른쪽으로 피처 맵`,
  },
};
