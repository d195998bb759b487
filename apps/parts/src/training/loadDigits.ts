import { type LabelledImages, mnist, rescale, type Tensor, tensor } from 'striate';

/** Digits as a network takes them. */
export interface Digits {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly pixels: Float32Array;
  readonly labels: Int32Array;
}

/** The digits that come with Striate: those to learn from, and those to be tested on. */
export async function loadDigits(): Promise<{ train: Digits; heldOut: Digits }> {
  const { train, test } = await mnist();
  return { train: digits(train), heldOut: digits(test) };
}

function digits({ images, labels, length }: LabelledImages): Digits {
  const { data, shape } = rescale(images);
  return { x: tensor(data, shape), y: tensor(labels, [length]), pixels: data, labels };
}
