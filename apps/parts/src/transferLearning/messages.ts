import type { Translations } from '../language';
import type { SampleSet } from './sampleSets';

interface Messages {
  readonly title: string;
  readonly idle: string;
  readonly pipeline: readonly [picture: string, frozen: string, block: string, head: string];
  readonly stays: string;
  readonly classes: string;
  readonly fill: string;
  readonly sets: Readonly<Record<SampleSet, string>>;
  readonly samples: Readonly<Record<string, string>>;
  readonly className: (number: number) => string;
  readonly nameOf: (number: number) => string;
  readonly count: (count: number) => string;
  readonly record: string;
  readonly recordHint: string;
  readonly files: string;
  readonly clear: string;
  readonly remove: string;
  readonly addClass: string;
  readonly learn: string;
  readonly backbone: string;
  readonly unfreeze: string;
  readonly depths: Readonly<Record<'block' | 'all', string>>;
  readonly rate: string;
  readonly epochs: string;
  readonly seed: string;
  readonly trainHead: string;
  readonly trainUnfrozen: string;
  readonly cancel: string;
  readonly cancelled: string;
  readonly few: (least: number) => string;
  readonly network: string;
  readonly frozen: string;
  readonly trainable: (count: string, all: string) => string;
  readonly loss: string;
  readonly accuracy: string;
  readonly epoch: string;
  readonly lines: readonly [head: string, heldHead: string, unfrozen: string, heldUnfrozen: string];
  readonly outcome: (percent: string, count: number) => string;
  readonly takenBack: string;
  readonly confusion: string;
  readonly confusionHint: string;
  readonly guess: string;
  readonly noGuess: string;
  readonly take: string;
  readonly open: string;
  readonly opened: (name: string) => string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Teach a network your own classes',
    idle: 'A network that has learned other pictures is cut off before its last layer. A new layer learns your classes from its features; then the last block is unfrozen and learns too.',
    pipeline: ['A picture', 'frozen layers', 'last block', 'your classes'],
    stays: 'All of it happens on your machine: no picture leaves it.',
    classes: '1 · Show it classes',
    fill: 'No camera? Begin with',
    sets: { photos: 'Photographs', shapes: 'Shapes', digits: 'Digits' },
    samples: {
      cat: 'Cat',
      coffee: 'Coffee',
      astronaut: 'Astronaut',
      circle: 'Circle',
      square: 'Square',
      triangle: 'Triangle',
    },
    className: (number) => `Class ${number}`,
    nameOf: (number) => `Name of class ${number}`,
    count: (count) => (count === 1 ? '1 picture' : `${count} pictures`),
    record: 'Hold to record',
    recordHint: 'Takes pictures from the webcam while it is held; of a still picture, one.',
    files: 'Add files',
    clear: 'Clear',
    remove: 'Remove the class',
    addClass: 'Add a class',
    learn: '2 · Train',
    backbone: 'Pretrained network',
    unfreeze: 'Unfreeze',
    depths: { block: 'the last block', all: 'every layer' },
    rate: 'Learning rate after unfreezing',
    epochs: 'Epochs',
    seed: 'Seed',
    trainHead: 'Train the new classifier',
    trainUnfrozen: 'Unfreeze and fine-tune',
    cancel: 'Cancel',
    cancelled: 'Cancelled. What was there before stays.',
    few: (least) => `Each class needs ${least} pictures or more.`,
    network: 'The network, block by block',
    frozen: 'frozen',
    trainable: (count, all) => `${count} of ${all} parameters learn`,
    loss: 'Loss',
    accuracy: 'Accuracy',
    epoch: 'epoch',
    lines: ['classifier', 'classifier, held out', 'unfrozen', 'unfrozen, held out'],
    outcome: (percent, count) => `${percent} right on ${count} pictures that were held out of the training.`,
    takenBack:
      'Unfreezing did not make the loss on these pictures smaller, so the weights before it were kept. With few pictures that is common.',
    confusion: 'Confusion matrix of the held-out pictures',
    confusionHint: 'rows: true class, columns: what the network said',
    guess: 'What it says',
    noGuess: 'Once it has learned, its answer to this picture stands here, live with the webcam.',
    take: '3 · Take it with you',
    open: 'Open a .keras file',
    opened: (name) => `${name} is open; the bars are its.`,
  },
  ko: {
    title: '나만의 클래스 가르치기: 전이 학습',
    idle: '다른 그림으로 이미 학습한 신경망에서 마지막 층을 떼어 냅니다. 그 특징 위에 새 층을 얹어 내 클래스를 학습시킨 다음, 마지막 블록의 동결을 풀어 함께 미세 조정합니다.',
    pipeline: ['그림', '동결된 층', '마지막 블록', '내 클래스'],
    stays: '모든 계산은 이 컴퓨터 안에서 이루어지며, 그림은 밖으로 나가지 않습니다.',
    classes: '1 · 클래스 보여 주기',
    fill: '카메라가 없다면 이것으로 시작',
    sets: { photos: '사진', shapes: '도형', digits: '손글씨 숫자' },
    samples: {
      cat: '고양이',
      coffee: '커피',
      astronaut: '우주 비행사',
      circle: '원',
      square: '사각형',
      triangle: '삼각형',
    },
    className: (number) => `클래스 ${number}`,
    nameOf: (number) => `클래스 ${number}의 이름`,
    count: (count) => `그림 ${count}장`,
    record: '누르고 있으면 촬영',
    recordHint: '누르고 있는 동안 웹캠 화면을 모읍니다. 정지 그림이면 한 장을 더합니다.',
    files: '파일 추가',
    clear: '비우기',
    remove: '클래스 삭제',
    addClass: '클래스 추가',
    learn: '2 · 학습',
    backbone: '사전 학습된 신경망',
    unfreeze: '동결 해제 범위',
    depths: { block: '마지막 블록', all: '모든 층' },
    rate: '동결 해제 후 학습률',
    epochs: '에포크',
    seed: '시드',
    trainHead: '새 분류기 학습',
    trainUnfrozen: '동결을 풀고 미세 조정',
    cancel: '취소',
    cancelled: '취소했습니다. 이전 모델은 그대로 있습니다.',
    few: (least) => `클래스마다 그림이 ${least}장 이상 필요합니다.`,
    network: '블록별로 본 신경망',
    frozen: '동결',
    trainable: (count, all) => `파라미터 ${all}개 중 ${count}개를 학습합니다`,
    loss: '손실',
    accuracy: '정확도',
    epoch: '에포크',
    lines: ['분류기', '분류기(검증)', '동결 해제', '동결 해제(검증)'],
    outcome: (percent, count) => `학습에 쓰지 않은 그림 ${count}장 가운데 ${percent}를 맞혔습니다.`,
    takenBack:
      '동결을 풀어도 이 그림들의 손실이 줄지 않아 그 전의 가중치를 유지했습니다. 그림이 적을 때 흔히 있는 일입니다.',
    confusion: '검증 그림의 혼동 행렬',
    confusionHint: '행: 실제 클래스, 열: 신경망의 답',
    guess: '신경망의 답',
    noGuess: '학습이 끝나면 이 그림에 대한 답이 여기에 나타납니다. 웹캠이면 실시간으로 바뀝니다.',
    take: '3 · 모델 저장',
    open: '.keras 파일 열기',
    opened: (name) => `${name} 파일을 열었습니다. 막대는 이 모델의 답입니다.`,
  },
};

export type TransferMessages = (typeof messages)['en'];
