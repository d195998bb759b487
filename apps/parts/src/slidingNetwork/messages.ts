import type { Translations } from '../language';

interface Messages {
  readonly title: string;
  readonly idle: string;
  readonly field: string;
  readonly other: string;
  readonly empty: string;
  readonly undo: string;
  readonly threshold: (percent: string) => string;
  readonly read: string;
  readonly nothing: string;
  readonly labels: (digits: string) => string;
  readonly boxes: string;
  readonly map: string;
  readonly mapHint: string;
  readonly window: (place: number, from: number, to: number) => string;
  readonly answer: (digit: number, percent: string) => string;
  readonly probabilities: string;
  readonly costs: string;
  readonly onePass: string;
  readonly oneByOne: (windows: number) => string;
  readonly ratio: (times: string) => string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'A classifier that slides',
    idle: 'LeNet-5 has learned from single digits of 28 × 28 pixels. With its dense layers written as convolutions it reads a whole row in one pass: this one, or what you draw into it.',
    field: 'Field with a row of digits',
    other: 'Other digits',
    empty: 'Empty field',
    undo: 'Undo',
    threshold: (percent) => `Threshold: ${percent}`,
    read: 'Read',
    nothing: 'nothing',
    labels: (digits) => `Labels: ${digits}`,
    boxes:
      'Windows at least as sure as the threshold become boxes. Of boxes whose intersection over union is more than 0.1, only the one with the largest score before softmax stays.',
    map: 'Map of answers',
    mapHint:
      'Each column is one window’s answer, below the window’s middle. Point at one, or move with the arrow keys.',
    window: (place, from, to) => `Window ${place}: pixels ${from}–${to}`,
    answer: (digit, percent) => `${digit}, ${percent}`,
    probabilities: 'Probability of each digit',
    costs: 'Multiplications',
    onePass: 'One pass over the field',
    oneByOne: (windows) => `${windows} windows, one by one`,
    ratio: (times) =>
      `Neighbouring windows overlap, and so do their feature maps. Cut out, the windows compute them again and again: ${times} times the work.`,
  },
  ko: {
    title: '움직이는 분류기',
    idle: 'LeNet-5는 28 × 28픽셀짜리 숫자를 하나씩만 보고 학습했습니다. 완전연결층을 합성곱으로 고쳐 쓰면 숫자가 늘어선 줄 전체를 한 번에 읽습니다. 아래 숫자를 읽게 해 보고, 직접 그려 넣어 보십시오.',
    field: '숫자가 늘어선 그림판',
    other: '다른 숫자',
    empty: '모두 비우기',
    undo: '되돌리기',
    threshold: (percent) => `임곗값: ${percent}`,
    read: '읽은 결과',
    nothing: '없음',
    labels: (digits) => `정답: ${digits}`,
    boxes:
      '확률이 임곗값 이상인 윈도우가 상자가 됩니다. IoU가 0.1보다 크게 겹치는 상자들 가운데에서는 소프트맥스를 거치기 전의 점수가 가장 큰 것만 남깁니다.',
    map: '답의 지도',
    mapHint:
      '한 열이 윈도우 하나의 답이고, 윈도우의 한가운데 아래에 있습니다. 열을 가리키거나 화살표 키로 옮겨 보십시오.',
    window: (place, from, to) => `${place}번째 윈도우: ${from}~${to}번 픽셀`,
    answer: (digit, percent) => `${digit}, ${percent}`,
    probabilities: '숫자별 확률',
    costs: '곱셈 횟수',
    onePass: '줄 전체를 한 번에',
    oneByOne: (windows) => `윈도우 ${windows}개를 잘라 하나씩`,
    ratio: (times) =>
      `이웃한 윈도우는 서로 겹치고, 피처 맵도 그만큼 겹칩니다. 윈도우를 잘라서 하나씩 읽으면 겹친 부분을 되풀이해서 계산하므로 곱셈이 ${times}배로 늘어납니다.`,
  },
};
