import { encodeSafetensors } from '@striate/layers';
import { memory, tensor } from '@striate/tensor';
import { describe, expect, test } from 'vitest';
import { backbone } from '../backbone';
import { pictures, tinyNet, useCpu } from '../testing';
import { nearestClassMean } from './nearestClassMean';
import { teachable } from './teachable';

useCpu();

const net = () => backbone(tinyNet(), { preprocessing: 'unit', upTo: 'layer2', pooling: 'flatten' });
const one = (label: number, from: number) => {
  const { x } = pictures({ count: 3, from });
  const size = 12 * 12 * 3;
  return { data: x.data.slice(label * size, (label + 1) * size), shape: [12, 12, 3] };
};

async function taught(options?: Parameters<typeof teachable>[1]) {
  const machine = teachable(net(), options);
  for (const from of [1, 2])
    for (const [i, label] of ['top', 'middle', 'bottom'].entries()) await machine.addExample(one(i, from), label);
  return machine;
}

describe('teachable', () => {
  test.each([[undefined], [{ head: nearestClassMean() }]])('learns by being shown', async (options) => {
    const machine = await taught(options);
    expect([...machine.labels]).toEqual([
      ['top', 2],
      ['middle', 2],
      ['bottom', 2],
    ]);
    for (const [i, label] of ['top', 'middle', 'bottom'].entries())
      expect((await machine.predict(one(i, 9))).label).toBe(label);
    machine.removeLabel('top');
    expect((await machine.predict(one(0, 9))).label).not.toBe('top');
    expect(() => machine.removeLabel('top')).toThrow("no examples of 'top'; there are of middle, bottom");
    machine.clear();
    await expect(machine.predict(one(0, 9))).rejects.toThrow('there are no examples yet');
  });

  test('takes pictures of other sizes, and tensors', async () => {
    const machine = await taught();
    const { data } = one(2, 4);
    expect((await machine.predict(tensor(data, [12, 12, 3]))).label).toBe('bottom');
    expect((await machine.predict(tensor(data, [1, 12, 12, 3]))).label).toBe('bottom');
    expect(
      (await machine.predict({ data: new Uint8Array(24 * 30 * 3), shape: [24, 30, 3] })).confidence,
    ).toBeGreaterThan(0);
    await expect(machine.predict({ data: new Uint8Array(144), shape: [12, 12, 1] })).rejects.toThrow(
      '[height, width, 3], got [12,12,1]',
    );
    await expect(machine.addExample(one(0, 1), '')).rejects.toThrow('a label is a text');
  });

  test('is kept as JSON and as safetensors', async () => {
    const machine = await taught();
    const expected = await machine.predict(one(1, 7));
    for (const saved of [machine.toJson(), machine.toSafetensors()]) {
      const other = teachable(net());
      other.restore(saved);
      expect([...other.labels]).toEqual([...machine.labels]);
      expect(await other.predict(one(1, 7))).toEqual(expected);
    }
  });

  test('refuses what is none of its files, and stays as it is', async () => {
    const machine = await taught();
    const json = JSON.parse(machine.toJson()) as { labels: { label: string; examples: number[][] }[] };
    const stored = (rows: number, counts: number[], labels: unknown) =>
      encodeSafetensors(
        [
          ['features', { dtype: 'float32', shape: [rows, 288], data: new Float32Array(rows * 288) }],
          ['counts', { dtype: 'int32', shape: [counts.length], data: Int32Array.from(counts) }],
        ],
        { format: 'striate-teachable', labels: JSON.stringify(labels) },
      );
    for (const bad of [
      '{',
      '[]',
      'null',
      JSON.stringify({ ...json, features: 3 }),
      JSON.stringify({ ...json, labels: [json.labels[0], json.labels[0]] }),
      JSON.stringify({ ...json, labels: [{ label: 'x', examples: [[1, 2]] }] }),
      JSON.stringify({ ...json, labels: [{ label: 'x', examples: [new Array(288).fill('1')] }] }),
      new Uint8Array(4),
      stored(2, [1], ['a', 'b']),
      stored(2, [3, -1], ['a', 'b']),
      stored(2, [1, 1], ['a', 'a']),
      stored(2, [1, 2], ['a', 'b']),
      stored(2, [1, 1], { a: 1 }),
    ]) {
      expect(() => machine.restore(bad)).toThrow(/^(teachable|safetensors|decodeSafetensors)/);
      expect(machine.labels.size).toBe(3);
    }
    machine.restore(stored(2, [1, 1], ['__proto__', 'b']));
    expect(machine.labels.get('__proto__')).toBe(1);
  });

  test('runs in flat memory', async () => {
    const machine = await taught();
    await machine.predict(one(0, 1));
    const before = memory();
    for (let i = 0; i < 3; i++) {
      await machine.addExample(one(1, i + 1), 'middle');
      await machine.predict(one(0, 1));
    }
    expect(memory().tensors).toBeLessThanOrEqual(before.tensors);
    expect(memory().bytes).toBeLessThanOrEqual(before.bytes);
  });

  test('needs a vector a picture', () => {
    expect(() => teachable(backbone(tinyNet(), { upTo: 'layer1', pooling: 'none' }))).toThrow('one vector a picture');
  });
});
