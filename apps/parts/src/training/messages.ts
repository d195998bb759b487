import type { Translations } from '../language';
import type { NetworkName, OptimizerChoice } from './settings';

interface Messages {
  readonly title: string;
  readonly intro: string;
  readonly networks: Readonly<Record<NetworkName, string>>;
  readonly optimizers: Readonly<Record<OptimizerChoice, string>>;
  readonly network: string;
  readonly optimizer: string;
  readonly learningRate: string;
  readonly batchSize: string;
  readonly epochs: string;
  readonly seed: string;
  readonly train: string;
  readonly pause: string;
  readonly oneStep: string;
  readonly restart: string;
  readonly end: string;
  readonly speed: string;
  readonly speeds: readonly [slow: string, medium: string, full: string];
  readonly save: string;
  readonly loss: string;
  readonly accuracy: string;
  readonly step: string;
  readonly training: string;
  /** Shorter, for the lines of several networks. */
  readonly learned: string;
  readonly heldOut: string;
  readonly tested: string;
  readonly earlier: string;
  /** Steps done, all steps, steps a second, seconds left. */
  readonly progress: (step: string, steps: string) => string;
  readonly rate: (perSecond: string, left: string) => string;
  readonly seconds: (count: string) => string;
  readonly finished: string;
  readonly opening: string;
  readonly size: (parameters: string, train: string, heldOut: string) => string;
  readonly reached: (accuracy: string) => string;
  readonly timeline: string;
  readonly rewindTo: (step: string, accuracy: string) => string;
  readonly filters: string;
  readonly units: string;
  readonly draw: string;
  readonly drawHint: string;
  readonly probabilities: string;
  readonly layers: string;
  readonly layersHint: string;
  readonly confusion: string;
  readonly confusionHint: string;
  readonly digit: string;
  readonly said: string;
  readonly cell: (digit: number, said: number, count: string) => string;
  readonly cellTitle: (digit: number, said: number) => string;
  readonly sure: (percent: string) => string;
  readonly which: string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Train it yourself',
    intro:
      'Press play, and a network learns handwritten digits, here in your browser. Pause it at any step, go back to an earlier one, and draw a digit to see what it makes of it.',
    networks: { lenet5: 'LeNet-5', lecture5Cnn: 'CNN of lecture 5', dense: 'Dense network' },
    optimizers: { adam: 'Adam', sgd: 'SGD', momentum: 'SGD with momentum', rmsprop: 'RMSprop', adagrad: 'Adagrad' },
    network: 'Network',
    optimizer: 'Optimizer',
    learningRate: 'Learning rate',
    batchSize: 'Batch size',
    epochs: 'Epochs',
    seed: 'Seed',
    train: 'Train',
    pause: 'Pause',
    oneStep: 'One step',
    restart: 'Start over',
    end: 'End',
    speed: 'Speed',
    speeds: ['2 steps a second', '10 steps a second', 'As fast as it can'],
    save: 'Save as .keras',
    loss: 'Loss',
    accuracy: 'Accuracy',
    step: 'Step',
    training: 'training (mean of 10 steps)',
    learned: 'training',
    heldOut: 'held-out digits',
    tested: 'held out',
    earlier: 'before going back',
    progress: (step, steps) => `Step ${step} of ${steps}`,
    rate: (perSecond, left) => `${perSecond} steps/s, ${left} left`,
    seconds: (count) => `${count} s`,
    finished: 'Done',
    opening: 'Getting ready …',
    size: (parameters, train, heldOut) =>
      `${parameters} weights learn from ${train} digits; ${heldOut} others are held out to test them.`,
    reached: (accuracy) => `${accuracy} of the held-out digits are recognised`,
    timeline: 'Checkpoints: press one to go back there',
    rewindTo: (step, accuracy) => `Go back to step ${step}, ${accuracy} right`,
    filters: 'Filters of the first layer',
    units: 'What the first units look for: a weight for each pixel',
    draw: 'Draw a digit',
    drawHint: 'Draw a digit here',
    probabilities: 'What it sees in your drawing',
    layers: 'Every layer’s output',
    layersHint: 'Draw a digit to see what every layer makes of it.',
    confusion: 'Confusion matrix of the held-out digits',
    confusionHint: 'Press a cell to see its digits.',
    digit: 'digit',
    said: 'taken for',
    cell: (digit, said, count) =>
      digit === said ? `${digit} recognised: ${count} digits` : `${digit} taken for ${said}: ${count} digits`,
    cellTitle: (digit, said) => (digit === said ? `${digit}, recognised` : `${digit}, taken for ${said}`),
    sure: (percent) => `${percent} sure`,
    which: 'Look into',
  },
  ko: {
    title: '직접 학습시키기',
    intro:
      '학습을 누르면 이 브라우저 안에서 신경망이 손글씨 숫자를 배우기 시작합니다. 언제든 멈추고, 이전 시점으로 되돌리고, 숫자를 직접 그려 신경망이 무엇으로 보는지 확인할 수 있습니다.',
    networks: { lenet5: 'LeNet-5', lecture5Cnn: '5강의 CNN', dense: '완전연결 신경망' },
    optimizers: { adam: 'Adam', sgd: 'SGD', momentum: '모멘텀 SGD', rmsprop: 'RMSprop', adagrad: 'Adagrad' },
    network: '신경망',
    optimizer: '옵티마이저',
    learningRate: '학습률',
    batchSize: '배치 크기',
    epochs: '에포크',
    seed: '시드',
    train: '학습',
    pause: '일시 정지',
    oneStep: '한 스텝',
    restart: '처음부터',
    end: '끝내기',
    speed: '속도',
    speeds: ['초당 2스텝', '초당 10스텝', '최대 속도'],
    save: '.keras로 저장',
    loss: '손실',
    accuracy: '정확도',
    step: '스텝',
    training: '학습 데이터 (10스텝 평균)',
    learned: '학습',
    heldOut: '검증 데이터',
    tested: '검증',
    earlier: '되돌리기 전',
    progress: (step, steps) => `${steps}스텝 중 ${step}스텝`,
    rate: (perSecond, left) => `초당 ${perSecond}스텝, ${left} 남음`,
    seconds: (count) => `${count}초`,
    finished: '완료',
    opening: '준비하는 중 …',
    size: (parameters, train, heldOut) =>
      `숫자 이미지 ${train}장으로 가중치 ${parameters}개를 학습합니다. 나머지 ${heldOut}장은 학습에 쓰지 않고 검증에만 씁니다.`,
    reached: (accuracy) => `검증 데이터의 ${accuracy}를 맞혔습니다`,
    timeline: '체크포인트: 누르면 그 시점으로 되돌아갑니다',
    rewindTo: (step, accuracy) => `${step}스텝으로 되돌리기, 정확도 ${accuracy}`,
    filters: '첫 번째 층의 필터',
    units: '첫 번째 층의 뉴런이 찾는 모양: 픽셀마다 가중치 하나',
    draw: '숫자 그리기',
    drawHint: '여기에 숫자를 그리십시오',
    probabilities: '신경망이 본 숫자',
    layers: '모든 층의 출력',
    layersHint: '숫자를 그리면 각 층의 출력을 볼 수 있습니다.',
    confusion: '검증 데이터의 혼동 행렬',
    confusionHint: '칸을 누르면 해당하는 숫자들을 볼 수 있습니다.',
    digit: '정답',
    said: '예측',
    cell: (digit, said, count) =>
      digit === said ? `정답 ${digit}, 맞힌 경우: ${count}개` : `정답 ${digit}, 예측 ${said}: ${count}개`,
    cellTitle: (digit, said) => (digit === said ? `정답 ${digit}, 맞힌 경우` : `정답 ${digit}, 예측 ${said}`),
    sure: (percent) => `확신 ${percent}`,
    which: '들여다볼 신경망',
  },
};
