import type { Translations } from '../language';

interface SizeMessages {
  readonly lecture: (formula: string) => string;
  readonly leftOver: (left: number, room: number, stride: number, count: number) => string;
  readonly tooLarge: (extent: number, padded: number) => string;
}

export const sizeMessages: Translations<SizeMessages> = {
  en: {
    lecture: (formula) => `Without dilation this is (H + 2P − F) / S + 1, here ${formula}.`,
    leftOver: (left, room, stride, count) =>
      `${room} / ${stride} is not a whole number: the window stops ${count} times, and the last ${left} ${left === 1 ? 'row or column is' : 'rows or columns are'} never seen.`,
    tooLarge: (extent, padded) =>
      `The filter spans ${extent} pixels, more than the ${padded} of the padded input: it does not fit anywhere. Add padding, or take a smaller filter or dilation.`,
  },
  ko: {
    lecture: (formula) => `팽창(dilation)이 없으면 (H + 2P − F) / S + 1과 같습니다. 지금 값으로는 ${formula}입니다.`,
    leftOver: (left, room, stride, count) =>
      `${room} / ${stride}: 나누어떨어지지 않습니다. 필터는 ${count}번 멈추고, 마지막 ${left}줄은 한 번도 쓰이지 않습니다.`,
    tooLarge: (extent, padded) =>
      `필터가 차지하는 폭은 ${extent}인데 패딩을 포함한 입력은 ${padded}뿐이라 놓을 자리가 없습니다. 패딩을 늘리거나 필터 또는 팽창을 줄이십시오.`,
  },
};
