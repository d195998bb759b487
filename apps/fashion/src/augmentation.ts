import { warmCosine } from '@striate/kit';
import {
  adam,
  type Layer,
  lecture5Cnn,
  randomFlip,
  randomTranslation,
  randomZoom,
  type Sequential,
  seed,
  sequential,
  tensor,
} from 'striate';
import { type ClothesForTraining, take } from './loadClothes';
import type { AugmentationMetrics, Runs } from './metrics';
import type { FashionOptions } from './options';

/**
 * How the images of an epoch are made different from those of all others. A shoe that points right is as good a shoe. Shifts go by
 * whole pixels: each interpolation blurs, and the test images are sharp.
 */
export function augmentation(): Layer[] {
  const fillMode = 'constant';
  return [
    randomFlip({ mode: 'horizontal' }),
    randomTranslation({ heightFactor: 0.05, widthFactor: 0.05, fillMode, interpolation: 'nearest' }),
    randomZoom({ heightFactor: 0.08, widthFactor: 0.08, fillMode }),
  ];
}

/** The CNN on few images, as they are and augmented, with three seeds each; everything else is the same. */
export async function compareAugmentation(
  { train, test }: ClothesForTraining,
  { quick, seed: chosen }: FashionOptions,
  say: (text: string) => void,
): Promise<AugmentationMetrics> {
  const plan = quick ? { images: 300, epochs: 4, every: 2 } : { images: 2000, epochs: 40, every: 5 };
  const setting = { few: take(train, plan.images), test, batchSize: 16, ...plan };
  const seeds = [chosen, chosen + 1, chosen + 2];
  const start = performance.now();
  const runs = async (name: string, build: () => Sequential): Promise<Runs> => {
    const found: { train: number[]; test: number[] }[] = [];
    for (const seed of seeds) {
      const curves = await run(build, seed, setting);
      found.push(curves);
      say(`${name}, seed ${seed}: ${(100 * last(curves.test)).toFixed(2)} %`);
    }
    const testAccuracies = found.map((curves) => last(curves.test));
    return {
      testAccuracies,
      mean: testAccuracies.reduce((sum, accuracy) => sum + accuracy, 0) / seeds.length,
      testCurves: found.map((curves) => curves.test),
      trainCurves: found.map((curves) => curves.train),
    };
  };
  const plain = await runs('as they are', () => lecture5Cnn());
  const augmented = await runs('augmented', () => sequential([...augmentation(), lecture5Cnn()]));
  const { batchSize, few, epochs, every } = setting;
  const seconds = Number(((performance.now() - start) / 1000).toFixed(2));
  return { trainSamples: few.length, epochs, every, batchSize, seeds, seconds, plain, augmented };
}

interface Setting extends Pick<AugmentationMetrics, 'batchSize' | 'epochs' | 'every'> {
  readonly few: ClothesForTraining['train'];
  readonly test: ClothesForTraining['test'];
}

async function run(build: () => Sequential, chosen: number, { few, test, batchSize, epochs, every }: Setting) {
  seed(chosen);
  const net = build();
  net.compile({
    optimizer: adam({ learningRate: warmCosine(1.5e-3, epochs * Math.ceil(few.length / batchSize)) }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const { history } = await net.fit(few.images, few.labels, {
    epochs,
    batchSize,
    validationData: [test.images, test.labels],
    validationBatchSize: 250,
    validationFreq: every,
    verbose: 0,
  });
  return {
    train: history.accuracy.filter((_, epoch) => (epoch + 1) % every === 0),
    test: history.val_accuracy,
  };
}

/** Some images, each followed by what augmentation makes of it: rows of `[columns][784]` ink. */
export async function augmentedSamples(
  { train }: ClothesForTraining,
  chosen: number,
  rows = 6,
  columns = 8,
): Promise<Float32Array[][]> {
  seed(chosen);
  const { data, shape } = take(train, rows).images;
  const [count, height, width] = shape;
  const size = height * width;
  const change = sequential([...augmentation()]);
  const pictures = Array.from({ length: count }, (_, row) => [data.slice(row * size, (row + 1) * size)]);
  for (let column = 1; column < columns; column++) {
    const changed = await change(tensor(data, shape), { training: true }).data();
    pictures.forEach((row, i) => {
      row.push(Float32Array.from(changed.subarray(i * size, (i + 1) * size)));
    });
  }
  return pictures;
}

function last(values: readonly number[]): number {
  return values[values.length - 1];
}
