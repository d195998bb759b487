import { Dataset } from '@striate/data';
import { conv2d, dense, flatten, globalMaxPooling2d, sequential, sgd } from '@striate/layers';
import { memory, seed } from '@striate/tensor';
import { describe, expect, test } from 'vitest';
import { distill } from './distill';
import { bitsOf, pictures, useCpu } from './testing';

useCpu();

const quiet = { verbose: 0, seed: 1 } as const;
type End = 'softmax' | 'linear';

function small(end: End = 'softmax', start = 1) {
  seed(start);
  return sequential([flatten({ inputShape: [6, 6, 1] }), dense({ units: 3, activation: end })]);
}

const data = (from = 1) => {
  const { x, y } = pictures({ size: 6, channels: 1, from });
  return { x: { data: Float32Array.from(x.data, (value) => value / 255), shape: x.shape }, y };
};

const softmaxOf = (scores: readonly number[]) => {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  return powers.map((power) => power / powers.reduce((a, b) => a + b));
};

describe('distill', () => {
  test.each([
    ['softmax', 'softmax'],
    ['linear', 'softmax'],
    ['softmax', 'linear'],
  ] as const)('has the loss of the paper: teacher %s, student %s', async (theirs, ours) => {
    const [teacher, student] = [small('linear', 1), small('linear', 2)];
    const { x, y } = data();
    const rows = async (net: typeof teacher) => {
      const values = await (await net.predict(x)).data();
      return [...y].map((_, i) => [...values.subarray(3 * i, 3 * i + 3)]);
    };
    const [t, s] = [await rows(teacher), await rows(student)];
    const T = 3;
    const losses = t.map((scores, i) => {
      const [p, q] = [softmaxOf(scores.map((v) => v / T)), softmaxOf(s[i].map((v) => v / T))];
      const divergence = p.reduce((sum, pi, c) => sum + pi * Math.log(pi / q[c]), 0);
      return 0.7 * T * T * divergence - 0.3 * Math.log(softmaxOf(s[i])[y[i]]);
    });
    const options = {
      ...quiet,
      temperature: T,
      alpha: 0.7,
      epochs: 1,
      batchSize: 30,
      optimizer: sgd({ learningRate: 0 }),
      validation: { x, y },
    };
    const { history } = await distill(small(theirs, 1), small(ours, 2), { x, y }, options);
    const expected = losses.reduce((a, b) => a + b) / losses.length;
    expect(history.loss[0]).toBeCloseTo(expected, 4);
    expect(history.val_loss[0]).toBeCloseTo(expected, 4);
  });

  test('brings the student to the teacher, who stays as she is', async () => {
    const teacher = sequential([
      conv2d({ filters: 8, kernelSize: 3, inputShape: [6, 6, 1], activation: 'relu' }),
      globalMaxPooling2d(),
      dense({ units: 3, activation: 'softmax' }),
    ]);
    // Sure of itself, as a teacher is.
    for (const weight of teacher.weights) weight.assign(weight.mul(4));
    const before = await bitsOf(teacher);
    const student = small();
    const options = { ...quiet, alpha: 1, epochs: 15, validation: data(2), optimizer: sgd({ learningRate: 0.05 }) };
    const { history } = await distill(teacher, student, data(), options);
    expect(history.divergence.at(-1)).toBeLessThan(history.divergence[0] / 2);
    expect(Object.keys(history)).toEqual([
      'loss',
      'accuracy',
      'divergence',
      'val_loss',
      'val_accuracy',
      'val_divergence',
    ]);
    expect(await bitsOf(teacher)).toEqual(before);
    const { accuracy } = await student.evaluate(data(2).x, data(2).y);
    expect(accuracy).toBeCloseTo(history.val_accuracy.at(-1) ?? -1, 6);
  });

  test('does the same on a data set of batches', async () => {
    const run = async (given: Parameters<typeof distill>[2]) => {
      const { history } = await distill(small('softmax', 1), small('softmax', 2), given, {
        ...quiet,
        epochs: 2,
        batchSize: 30,
        optimizer: sgd(),
      });
      return history.loss;
    };
    const [arrays, batches] = [await run(data()), await run(Dataset.fromArrays(data()).batch(30))];
    expect(batches[1]).toBeCloseTo(arrays[1], 6);
  });

  test('takes no more memory for more epochs', async () => {
    const grows = async (epochs: number) => {
      const [teacher, student, before] = [small(), small(), memory()];
      await distill(teacher, student, Dataset.fromArrays(data()).batch(10), { ...quiet, epochs });
      return memory().tensors - before.tensors;
    };
    const short = await grows(1);
    expect(await grows(4)).toBeLessThanOrEqual(short);
  });

  test('refuses what does not go together', async () => {
    const other = sequential([flatten({ inputShape: [6, 6, 1] }), dense({ units: 4 })]);
    await expect(distill(other, small(), data())).rejects.toThrow('the student tells 3 classes apart, the teacher 4');
    await expect(distill(small(), small(), data(), { alpha: 2 })).rejects.toThrow('a share from 0 to 1, got 2');
    await expect(distill(small(), small(), data(), { temperature: 0 })).rejects.toThrow('above 0, got 0');
    const wrong = { ...data(), y: new Int32Array(30).fill(3) };
    await expect(distill(small(), small(), wrong)).rejects.toThrow('labels are 0 to 2; label 0 is 3');
  });
});
