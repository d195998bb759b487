import '../onCpu';
import {
  augmented,
  type Layer,
  ops,
  randomBrightness,
  randomContrast,
  randomErasing,
  randomFlip,
  randomHue,
  randomRotation,
  randomShear,
  randomTranslation,
  randomZoom,
  scope,
  tensor,
} from 'striate';
import { type ChangeName, type Changes, changeNames } from './changes';

const layers: Readonly<Record<ChangeName, (strength: number) => Layer>> = {
  flip: () => randomFlip({ mode: 'horizontal' }),
  rotation: (factor) => randomRotation({ factor }),
  zoom: (heightFactor) => randomZoom({ heightFactor }),
  translation: (factor) => randomTranslation({ heightFactor: factor, widthFactor: factor }),
  shear: (xFactor) => randomShear({ xFactor }),
  contrast: (factor) => randomContrast({ factor }),
  brightness: (factor) => randomBrightness({ factor }),
  hue: (factor) => randomHue({ factor }),
  erasing: (factor) => randomErasing({ factor: [factor, factor] }),
};

export interface AugmentOptions {
  readonly changes: Changes;
  readonly seed: number;
  /** How many pictures, and which batch of the pass. */
  readonly count: number;
  readonly batch: number;
}

/** Variants of a picture, as training gets them: the first is the picture itself. */
export async function augment(image: ImageData, { changes, seed, count, batch }: AugmentOptions): Promise<ImageData[]> {
  const { width, height } = image;
  const chain = changeNames.filter((name) => changes[name] > 0).map((name) => layers[name](changes[name]));
  const colors = new Float32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) for (let c = 0; c < 3; c++) colors[i * 3 + c] = image.data[i * 4 + c];
  const values = await scope(() => {
    const x = ops.tile(tensor(colors, [1, height, width, 3]), [count, 1, 1, 1]);
    return chain.length === 0 ? x : augmented(chain, { seed })({ x }, batch).x;
  }).data();
  const size = colors.length;
  return [
    image,
    ...Array.from({ length: count }, (_, n) => picture(values.subarray(n * size, (n + 1) * size), width, height)),
  ];
}

function picture(values: ArrayLike<number>, width: number, height: number): ImageData {
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) image.data[i * 4 + c] = values[i * 3 + c];
    image.data[i * 4 + 3] = 255;
  }
  return image;
}
