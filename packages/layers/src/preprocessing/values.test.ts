import { fill, Generator, mean, oneHot, ones, tensor, variance, zeros } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { useCpu, values } from '../testing';
import { drawBeta } from './beta';
import { cutMix } from './CutMix';
import { autoContrast, equalize, posterize, sharpen, solarize } from './enhance';
import { drawFactors, spanOf } from './factors';
import { mixUp } from './MixUp';
import { normalization } from './Normalization';
import { randomCrop } from './RandomCrop';
import { randomElasticTransform } from './RandomElasticTransform';
import { randomErasing } from './RandomErasing';
import { randomFlip } from './RandomFlip';
import { randomGrayscale } from './RandomGrayscale';
import { randomResizedCrop } from './RandomResizedCrop';
import { randomShear } from './RandomShear';

useCpu();

const training = { training: true };
const average = (list: ArrayLike<number>) => Array.from(list).reduce((sum, v) => sum + v, 0) / list.length;

describe('factors', () => {
  it('are even over their span', () => {
    expect(spanOf(0.3, [-1, 1], 'x')).toEqual([-0.3, 0.3]);
    expect(spanOf(0.3, [0, 1], 'x')).toEqual([0, 0.3]);
    expect(spanOf([0.5, -0.1], [-1, 1], 'x')).toEqual([-0.1, 0.5]);
    const drawn = drawFactors(new Generator(1), 4000, [-0.1, 0.5]);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(-0.1);
    expect(Math.max(...drawn)).toBeLessThan(0.5);
    expect(average(drawn)).toBeCloseTo(0.2, 1.7);
    expect(average(drawn.map((v) => (v - 0.2) ** 2))).toBeCloseTo(0.36 / 12, 2);
  });

  it('beta: mean and variance, for every alpha', () => {
    for (const alpha of [1e-6, 0.2, 1, 4]) {
      const drawn = drawBeta(new Generator(2), 4000, alpha);
      expect(average(drawn)).toBeCloseTo(0.5, 1.5);
      expect(average(drawn.map((v) => (v - 0.5) ** 2))).toBeCloseTo(0.25 / (2 * alpha + 1), 1.8);
    }
  });
});

describe('randomFlip', () => {
  const x = () => tensor([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);

  it('by hand', async () => {
    const seen = async (mode: 'horizontal' | 'vertical' | 'horizontalAndVertical') => {
      const layer = randomFlip({ mode, seed: 1 });
      const found = new Set<string>();
      for (let i = 0; i < 40; i++) found.add((await values(layer(x(), training))).join(''));
      return [...found].sort();
    };
    expect(await seen('horizontal')).toEqual(['123456', '321654']);
    expect(await seen('vertical')).toEqual(['123456', '456123']);
    expect(await seen('horizontalAndVertical')).toEqual(['123456', '321654', '456123', '654321']);
  });

  it('flips half of them', async () => {
    const y = await values(
      randomFlip({ mode: 'horizontal', seed: 3 })(
        tensor(
          Float32Array.from({ length: 8000 }, (_, i) => i % 2),
          [4000, 1, 2, 1],
        ),
        training,
      ),
    );
    expect(average(y.filter((_, i) => i % 2 === 0))).toBeCloseTo(0.5, 1.5);
  });
});

describe('crops', () => {
  const numbered = () =>
    tensor(
      Float32Array.from({ length: 20 }, (_, i) => i),
      [1, 4, 5, 1],
    );

  it('randomCrop reaches every place, and no other', async () => {
    const layer = randomCrop({ height: 2, width: 3, seed: 1 });
    const corners = new Set<number>();
    for (let i = 0; i < 200; i++) {
      const [corner, ...rest] = await values(layer(numbered(), training));
      corners.add(corner);
      expect(rest).toEqual([1, 2, 5, 6, 7].map((step) => corner + step));
    }
    expect([...corners].sort((a, b) => a - b)).toEqual([0, 1, 2, 5, 6, 7, 10, 11, 12]);
  });

  it('an image that is too small is enlarged', () => {
    expect(randomCrop({ height: 8, width: 8 })(numbered(), training).shape).toEqual([1, 8, 8, 1]);
    expect(randomCrop({ height: 8, width: 4 })(numbered()).shape).toEqual([1, 8, 4, 1]);
  });

  it('randomResizedCrop of the whole image is a resize, and of a ramp a straight line of the right length', async () => {
    const whole = randomResizedCrop({ height: 4, width: 5, scale: [1, 1], ratio: [1.25, 1.25], seed: 1 });
    (await values(whole(numbered(), training))).forEach((v, i) => expect(v).toBeCloseTo(i, 3));
    const ramp = tensor(
      Float32Array.from({ length: 4000 }, (_, i) => i % 40),
      [1, 100, 40, 1],
    );
    const layer = randomResizedCrop({ height: 8, width: 8, scale: [0.2, 0.5], ratio: [0.5, 1], seed: 2 });
    for (let i = 0; i < 50; i++) {
      const row = (await values(layer(ramp, training))).slice(0, 8);
      const columns = (row[6] - row[1]) * (8 / 5);
      // Width² = area share * 4000 * ratio, cut off at 40.
      expect(columns).toBeGreaterThan(Math.sqrt(0.2 * 4000 * 0.5) - 0.1);
      expect(columns).toBeLessThan(40.1);
    }
  });
});

describe('randomShear', () => {
  it('moves rows in proportion to their distance from the middle', async () => {
    const bar = tensor(
      Float32Array.from({ length: 49 }, (_, i) => Number(i % 7 === 3)),
      [1, 7, 7, 1],
    );
    const y = await values(randomShear({ xFactor: [1, 1], fillMode: 'constant', seed: 1 })(bar, training));
    const columns = Array.from({ length: 7 }, (_, row) => y.slice(row * 7, row * 7 + 7).indexOf(1));
    expect([
      [6, 5, 4, 3, 2, 1, 0],
      [0, 1, 2, 3, 4, 5, 6],
    ]).toContainEqual(columns);
  });
});

describe('randomErasing', () => {
  it('fills a box of the right size with a colour', async () => {
    const layer = randomErasing({ factor: [1, 1], scale: [0.25, 0.25], fillValue: [7, 8], seed: 1 });
    const y = await values(layer(zeros([3, 10, 8, 2]), training));
    for (let n = 0; n < 3; n++) {
      const image = y.slice(n * 160, (n + 1) * 160);
      expect(image.filter((v) => v === 7)).toHaveLength(5 * 4);
      expect(image.filter((v) => v === 8)).toHaveLength(5 * 4);
    }
  });

  it('happens as often as it should', async () => {
    const y = randomErasing({ factor: [0.3, 0.3], scale: [1, 1], fillValue: 1, seed: 2 })(
      zeros([3000, 1, 1, 1]),
      training,
    );
    expect(average(await values(y))).toBeCloseTo(0.3, 1.5);
    const gray = randomGrayscale({ factor: 0.3, seed: 2 })(
      tensor(
        Float32Array.from({ length: 9000 }, (_, i) => 100 * (i % 3)),
        [3000, 1, 1, 3],
      ),
      training,
    );
    expect(average((await values(gray)).map((v, i) => Number(i % 3 === 0 && v > 0) * 3))).toBeCloseTo(0.3, 1.5);
  });

  it('the noise is in the value range', async () => {
    const y = await values(
      randomErasing({ factor: [1, 1], scale: [1, 1], valueRange: [0, 1], seed: 3 })(fill([2, 9, 9, 1], 5), training),
    );
    expect(y.every((v) => v >= 0 && v <= 1)).toBe(true);
    expect(new Set(y).size).toBeGreaterThan(40);
  });
});

describe('randomElasticTransform', () => {
  it('moves pixels by a smooth field of the documented size', async () => {
    // Images whose values are their columns and rows show where each pixel came from.
    const [n, size] = [4, 60];
    const places = Float32Array.from({ length: n * size * size * 2 }, (_, i) => {
      const pixel = (i >> 1) % (size * size);
      return i % 2 === 0 ? pixel % size : Math.floor(pixel / size);
    });
    const layer = randomElasticTransform({ scale: [1, 1], factor: [1, 1], fillMode: 'nearest', seed: 1 });
    const y = await values(layer(tensor(places, [n, size, size, 2]), training));
    const inner = y.flatMap((v, i) => {
      const [row, column] = [Math.floor((i >> 1) / size) % size, (i >> 1) % size];
      return Math.min(row, column, size - 1 - row, size - 1 - column) < 12 ? [] : [v - places[i]];
    });
    // alpha sigma over 2 √π sigma: a tenth of the side times 0.28.
    const deviation = Math.sqrt(average(inner.map((d) => d * d)));
    expect(deviation).toBeGreaterThan(0.6 * 6 * 0.282);
    expect(deviation).toBeLessThan(1.4 * 6 * 0.282);
    const steps = y.slice(2).map((v, i) => v - y[i]);
    expect(
      average(steps.filter((_, i) => i % 2 === 0 && (i >> 1) % size < size - 1).map((s) => Math.abs(s - 1))),
    ).toBeLessThan(0.6);
  });
});

describe('mixes', () => {
  const labels = () => oneHot(tensor([0, 1, 2, 3], 'int32'), 4);
  // Image i is i everywhere, so that a mix says what it is made of.
  const images = () =>
    tensor(
      Float32Array.from({ length: 4 * 100 }, (_, i) => Math.floor(i / 100)),
      [4, 10, 10, 1],
    );

  it('mixUp: an image and its label are the same mean', async () => {
    const [x, y] = mixUp({ alpha: 1, seed: 1 })([images(), labels()], training);
    const [pixels, targets] = [await values(x), await values(y)];
    for (let i = 0; i < 4; i++) {
      const row = targets.slice(i * 4, i * 4 + 4);
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
      const wanted = row.reduce((sum, share, c) => sum + share * c, 0);
      for (const pixel of pixels.slice(i * 100, i * 100 + 100)) expect(pixel).toBeCloseTo(wanted, 5);
    }
    const [x0, y0] = [images(), labels()];
    const fresh = mixUp({ seed: 1 });
    const [sameX, sameY] = fresh([x0, y0]);
    expect(sameX).toBe(x0);
    expect(sameY).toBe(y0);
  });

  it('cutMix: a label keeps the share of pixels its image keeps', async () => {
    const layer = cutMix({ seed: 2 });
    for (let round = 0; round < 10; round++) {
      const [x, y] = layer([images(), labels()], training);
      const [pixels, targets] = [await values(x), await values(y)];
      for (let i = 0; i < 4; i++) {
        const own = pixels.slice(i * 100, i * 100 + 100);
        for (let c = 0; c < 4; c++) expect(targets[i * 4 + c]).toBeCloseTo(own.filter((v) => v === c).length / 100, 5);
      }
    }
  });

  it('say what they take', () => {
    expect(() => mixUp()([images(), tensor([0, 1, 2, 3])])).toThrow(
      /one-hot labels \[n, classes\], got \[4,10,10,1\] and \[4\]/,
    );
    expect(() => mixUp()(images())).toThrow(/takes \[images, labels\], got one tensor/);
    expect(() => mixUp({ alpha: 0 })).toThrow(/alpha must be a number above 0, got 0/);
  });
});

describe('what randAugment is made of', () => {
  const range = [0, 255] as const;
  const ramp = () => tensor([10, 20, 30, 40], [1, 2, 2, 1]);
  const all = (value: number) => tensor([value], [1, 1, 1, 1]);

  it('by hand', async () => {
    expect(await values(autoContrast(ramp(), range))).toEqual([0, 85, 170, 255]);
    expect(await values(autoContrast(fill([1, 2, 2, 1], 9), range))).toEqual([9, 9, 9, 9]);
    expect(await values(solarize(ramp(), all(30), range))).toEqual([10, 20, 225, 215]);
    const levels = await values(posterize(tensor([0, 63, 64, 255], [1, 2, 2, 1]), all(4), range));
    expect(levels).toEqual([0, 0, 63.75, 191.25]);
    expect(await values(equalize(ramp(), range))).toEqual([0, 85, 170, 255]);
    const skewed = await values(equalize(tensor([0, 0, 0, 7, 9], [1, 1, 5, 1]), range));
    expect(skewed).toEqual([0, 0, 0, 127.5, 255]);
    expect(await values(equalize(fill([1, 2, 2, 1], 9), range))).toEqual([9, 9, 9, 9]);
  });

  it('sharpen: 0 smooths, 1 leaves alone, the outermost pixels stay', async () => {
    const dot = tensor(
      Float32Array.from({ length: 25 }, (_, i) => (i === 12 ? 130 : 0)),
      [1, 5, 5, 1],
    );
    const smooth = await values(sharpen(dot, all(0), range));
    expect(smooth[12]).toBeCloseTo(50, 4);
    expect(smooth[6]).toBeCloseTo(10, 4);
    expect(smooth[0]).toBe(0);
    expect(await values(sharpen(dot, all(1), range))).toEqual(await values(dot));
    expect((await values(sharpen(dot, all(1.5), range)))[12]).toBeCloseTo(170, 3);
  });
});

describe('normalization', () => {
  const data = [
    [0, 7, 4],
    [2, 9, 6],
    [0, 7, 4],
    [2, 9, 6],
  ];

  it('learns as Keras documents', async () => {
    const layer = normalization();
    await layer.adapt(data);
    expect(await values(layer(tensor([[0, 7, 4]])))).toEqual([-1, -1, -1]);
    const back = normalization({ invert: true });
    await back.adapt(data);
    expect(await values(back(tensor([[1, 2, 3]])))).toEqual([2, 10, 8]);
    const scalar = normalization({ axis: [] });
    await scalar.adapt([1, 2, 3, 4, 5]);
    (await values(scalar(tensor([1, 2, 3])))).forEach((v, i) => expect(v).toBeCloseTo((i - 2) / Math.SQRT2, 6));
    const given = await values(normalization({ mean: 3, variance: 2 })(tensor([[1], [2], [3]])));
    given.forEach((v, i) => expect(v).toBeCloseTo((i - 2) / Math.SQRT2, 6));
  });

  it('learns the same from batches as from the whole', async () => {
    const whole = tensor(
      new Generator(4).uniform(600).map((u) => 50 + 3 * u),
      [200, 3],
    );
    const [a, b] = [normalization(), normalization()];
    await a.adapt(whole);
    const rows = await values(whole);
    const batch = (from: number, to: number) => ({
      x: tensor(Float32Array.from(rows.slice(from * 3, to * 3)), [to - from, 3]),
    });
    await b.adapt([batch(0, 70), batch(70, 75), batch(75, 200)]);
    const y = await values(a(whole));
    (await values(b(whole))).forEach((v, i) => expect(v).toBeCloseTo(y[i], 4));
    for (const m of await values(mean(a(whole), 0))) expect(m).toBeCloseTo(0, 4);
    for (const v of await values(variance(a(whole), 0))) expect(v).toBeCloseTo(1, 4);
    expect(a.trainableWeights).toHaveLength(0);
    expect(a.countParams()).toBe(6);
  });

  it('learns from a stream, and says what is wrong', async () => {
    const layer = normalization();
    await layer.adapt(
      (async function* () {
        yield { x: ones([4, 2]) };
        yield { x: fill([4, 2], 3) };
      })(),
    );
    expect(await values(layer(fill([1, 2], 4)))).toEqual([2, 2]);
    await expect(layer.adapt(ones([4, 3]))).rejects.toThrow(
      /learns 2 values along axis 1, got a batch of shape \[4,3\]/,
    );
    await expect(layer.adapt([])).rejects.toThrow(/no batch/);
    await expect(normalization({ mean: 0, variance: 1 }).adapt(ones([2, 2]))).rejects.toThrow(/nothing to adapt/);
    expect(() => normalization({ mean: 1 })).toThrow(/mean and variance go together/);
  });
});
