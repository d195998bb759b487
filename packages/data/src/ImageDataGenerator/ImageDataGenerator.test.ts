import { cpu } from '@striate/backend-cpu';
import { Generator, memory, scope, setBackend, type Tensor, tensor } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import goldens from '../../goldens/imageDataGenerator.json';
import { ImageDataGenerator } from './ImageDataGenerator';
import type { ImageDataGeneratorOptions } from './ImageDataGeneratorOptions';
import { symmetricEigen } from './symmetricEigen';

beforeAll(() => setBackend(cpu()));

const unpack = ({ values, shape }: { values: number[]; shape: number[] }) => tensor(Float32Array.from(values), shape);

async function expectClose(got: Tensor, wanted: readonly number[], within: number): Promise<void> {
  const values = await got.data();
  expect(values).toHaveLength(wanted.length);
  wanted.forEach((value, i) =>
    expect(Math.abs(values[i] - value), `element ${i}: ${values[i]}, ${value}`).toBeLessThan(within),
  );
}

describe('applyTransform', () => {
  it.each(goldens.transforms)('$parameters $fillMode', async ({ parameters, fillMode, output, ...rest }) => {
    const { cval, order } = rest as { cval?: number; order?: 0 | 1 };
    const options = { fillMode, cval, interpolationOrder: order } as ImageDataGeneratorOptions;
    const generator = new ImageDataGenerator(
      Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined)),
    );
    await expectClose(generator.applyTransform(unpack(goldens.image), parameters), output.values, 2e-3);
  });

  it('brightens values beyond 0 … 255 within their own range', async () => {
    const generator = new ImageDataGenerator();
    await expectClose(
      generator.applyTransform(tensor([-1, 0, 1], [1, 3, 1]), { brightness: 0.5 }),
      [-1, -0.5, 0],
      1e-6,
    );
    await expectClose(
      generator.applyTransform(tensor([0, 0.5, 1], [1, 3, 1]), { brightness: 1.5 }),
      [0, 0.75, 1.5],
      1e-6,
    );
  });
});

describe('standardize', () => {
  it.each(goldens.standards)('$options', async ({ options, output }) => {
    const generator = new ImageDataGenerator(options);
    await generator.fit(unpack(goldens.samples));
    await expectClose(generator.standardize(unpack(goldens.samples)), output.values, 3e-3);
  });

  it('whitens by fewer images than pixels, up to nothing in common', async () => {
    const { count, output } = goldens.few;
    const few = unpack(goldens.samples).slice(0, count);
    const generator = new ImageDataGenerator({ zcaWhitening: true });
    await generator.fit(few);
    await expectClose(generator.standardize(few), output.values, 2e-3);
  });

  it('runs the function on each image first', async () => {
    const shapes: string[] = [];
    const generator = new ImageDataGenerator({
      rescale: 2,
      preprocessingFunction: (image) => {
        shapes.push(image.shape.join());
        return image.add(1);
      },
    });
    await expectClose(generator.standardize(tensor([1, 2, 3, 4], [2, 1, 2, 1])), [4, 6, 8, 10], 1e-6);
    expect(shapes).toEqual(['1,2,1', '1,2,1']);
  });

  it('asks for fit', () => {
    const one = tensor([1], [1, 1, 1]);
    expect(() => new ImageDataGenerator({ featurewiseCenter: true }).standardize(one)).toThrow(
      /featurewiseCenter needs .* call fit/,
    );
    expect(() => new ImageDataGenerator({ zcaWhitening: true }).standardize(one)).toThrow(/call fit\(images\) first/);
  });
});

describe('symmetricEigen', () => {
  it('finds double, zero and negative eigenvalues as NumPy does', () => {
    const [n] = goldens.symmetric.shape;
    const { values, vectors } = symmetricEigen(Float64Array.from(goldens.symmetric.values), n);
    values.forEach((value, i) => expect(value).toBeCloseTo(goldens.eigenvalues[i], 6));
    check(goldens.symmetric.values, values, vectors, n, 1e-6);
  });

  it.each([1, 2, 3, 50])('of %i rows', (n) => {
    const random = new Generator(n).uniform(n * n);
    const matrix = Array.from({ length: n * n }, (_, at) => random[at] + random[(at % n) * n + Math.floor(at / n)]);
    const { values, vectors } = symmetricEigen(Float64Array.from(matrix), n);
    check(matrix, values, vectors, n, 1e-10);
  });

  /** A v = λ v, and the vectors are orthonormal. */
  function check(
    matrix: readonly number[],
    values: Float64Array,
    vectors: Float64Array,
    n: number,
    within: number,
  ): void {
    for (let k = 0; k < n; k++) {
      for (let i = 0; i < n; i++) {
        let [product, dot] = [0, 0];
        for (let j = 0; j < n; j++) {
          product += matrix[i * n + j] * vectors[k * n + j];
          dot += vectors[i * n + j] * vectors[k * n + j];
        }
        expect(Math.abs(product - values[k] * vectors[k * n + i])).toBeLessThan(within);
        expect(Math.abs(dot - Number(i === k))).toBeLessThan(1e-10);
      }
    }
  }
});

describe('what chance does', () => {
  const draw = (options: ImageDataGeneratorOptions) => {
    const generator = new ImageDataGenerator(options);
    return Array.from({ length: 400 }, (_, seed) => generator.getRandomTransform([20, 10, 1], seed));
  };
  const span = (values: number[]) => [Math.min(...values), Math.max(...values)];

  it('stays in its ranges and fills them', () => {
    const drawn = draw({
      rotationRange: 30,
      heightShiftRange: 0.2,
      widthShiftRange: 3,
      shearRange: 10,
      zoomRange: [0.5, 1],
      channelShiftRange: 5,
      brightnessRange: [0.2, 0.4],
      horizontalFlip: true,
      verticalFlip: true,
    });
    const expectSpan = (values: (number | undefined)[], low: number, high: number) => {
      const [least, most] = span(values as number[]);
      expect(least).toBeGreaterThanOrEqual(low);
      expect(most).toBeLessThanOrEqual(high);
      expect(most - least).toBeGreaterThan(0.95 * (high - low));
    };
    expectSpan(
      drawn.map((p) => p.theta),
      -30,
      30,
    );
    expectSpan(
      drawn.map((p) => p.tx),
      -4,
      4,
    );
    expect([...new Set(drawn.map((p) => Math.abs(p.ty ?? 9)))].sort()).toEqual([0, 1, 2]);
    expectSpan(
      drawn.map((p) => p.shear),
      -10,
      10,
    );
    expectSpan(
      drawn.map((p) => p.zx),
      0.5,
      1,
    );
    expectSpan(
      drawn.map((p) => p.zy),
      0.5,
      1,
    );
    expectSpan(
      drawn.map((p) => p.channelShiftIntensity),
      -5,
      5,
    );
    expectSpan(
      drawn.map((p) => p.brightness),
      0.2,
      0.4,
    );
    for (const flip of ['flipHorizontal', 'flipVertical'] as const) {
      expect(Math.abs(drawn.filter((p) => p[flip]).length - 200)).toBeLessThan(40);
    }
  });

  it('takes lists of pixels, and does nothing unless asked', () => {
    const listed = draw({ widthShiftRange: [1, 4], zoomRange: 0 });
    expect([...new Set(listed.map((p) => p.ty))].sort()).toEqual([-1, -4, 1, 4]);
    const [nothing] = draw({});
    expect(nothing).toMatchObject({ zx: 1, zy: 1, flipHorizontal: false, flipVertical: false });
    expect(Math.abs(nothing.theta ?? 1) + Math.abs(nothing.tx ?? 1) + Math.abs(nothing.shear ?? 1)).toBe(0);
    expect(nothing.brightness).toBe(undefined);
  });
});

describe('flow', () => {
  const data = new Generator(1).uniform(10 * 48).map((u) => Math.floor(255 * u));
  const x = () => tensor(data, [10, 4, 4, 3]);
  const labels = Int32Array.from({ length: 10 }, (_, i) => i);

  it('gives every image once a pass, with its label and weight', async () => {
    const generator = new ImageDataGenerator({ rescale: 1 / 255 });
    const flow = generator.flow(x(), labels, {
      batchSize: 4,
      seed: 1,
      sampleWeight: Float32Array.from(labels, (i) => i / 2),
    });
    expect(flow.length).toBe(3);
    const orders: number[][] = [];
    for (let pass = 0; pass < 2; pass++) {
      const seen: number[] = [];
      for await (const batch of flow) {
        const [pixels, y, weights] = [await batch.x.data(), await batch.y.data(), await batch.sampleWeight?.data()];
        y.forEach((label, i) => {
          seen.push(label);
          expect(weights?.[i]).toBe(label / 2);
          expect(pixels[i * 48 + 5]).toBeCloseTo(data[label * 48 + 5] / 255, 5);
        });
      }
      expect([...seen].sort((a, b) => a - b)).toEqual([...labels]);
      orders.push(seen);
    }
    expect(orders[0]).not.toEqual(orders[1]);
  });

  it('is the same for a seed, from any pass on, in flat memory', async () => {
    const generator = new ImageDataGenerator({ rotationRange: 30, horizontalFlip: true, brightnessRange: [0.5, 1] });
    const images = x();
    const read = async (flow: ReturnType<typeof generator.flow>) => {
      const found: number[] = [];
      for await (const batch of flow) found.push(...(await batch.x.data()));
      return found;
    };
    const flow = generator.flow(images, labels, { batchSize: 4, seed: 5 });
    const [first, second] = [await read(flow), await read(flow)];
    const tensors = memory().tensors;
    const again = generator.flow(images, labels, { batchSize: 4, seed: 5 });
    again.epoch = 1;
    expect(await read(again)).toEqual(second);
    expect(first).not.toEqual(second);
    expect(memory().tensors).toBe(tensors);
  });

  it('splits: the first images are for validation', async () => {
    const generator = new ImageDataGenerator({ validationSplit: 0.25 });
    const read = async (subset: 'training' | 'validation') => {
      const batches = await generator.flow(x(), labels, { subset, shuffle: false, batchSize: 10 }).toArray();
      return [...(await batches[0].y.data())];
    };
    expect(await read('validation')).toEqual([0, 1]);
    expect(await read('training')).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(() => new ImageDataGenerator().flow(x(), { subset: 'training' })).toThrow(
      /needs a generator with validationSplit/,
    );
  });

  it('learns from changed images where asked, and leaves no tensor behind but what it learned', async () => {
    const generator = new ImageDataGenerator({
      featurewiseStdNormalization: true,
      zoomRange: [2, 2],
      fillMode: 'constant',
    });
    const images = x();
    const before = memory().tensors;
    await generator.fit(images);
    const plain = await generator.mean?.data();
    expect(memory().tensors).toBe(before + 2);
    await generator.fit(images, { augment: true, rounds: 2, seed: 1 });
    const zoomed = await generator.mean?.data();
    expect(zoomed?.[0]).toBeLessThan((plain?.[0] ?? 0) / 2);
    await expect(generator.fit(tensor([1, 2]))).rejects.toThrow(/images \[n, height, width, channels\], got \[2\]/);
  });
});

it('options that cannot be', () => {
  expect(() => new ImageDataGenerator({ dataFormat: 'channelsFirst' })).toThrow(
    /must be 'channelsLast', got 'channelsFirst'/,
  );
  expect(() => new ImageDataGenerator({ zoomRange: [2, 1] })).toThrow(/zoomRange must be \[low, high\], got \[2,1\]/);
  expect(() => new ImageDataGenerator({ validationSplit: 1 })).toThrow(/validationSplit .* got 1/);
  expect(() => new ImageDataGenerator({ interpolationOrder: 3 as 1 })).toThrow(
    /interpolationOrder must be 0 or 1, got 3/,
  );
});

it('single images keep their rank', () => {
  const generator = new ImageDataGenerator({ rotationRange: 10 });
  scope(() => {
    const image = unpack(goldens.image);
    expect(generator.randomTransform(image, 1).shape).toEqual([6, 5, 2]);
    expect(() => generator.standardize(tensor([1]))).toThrow(
      /\[height, width, channels\] or a batch of them, got \[1\]/,
    );
  });
});
