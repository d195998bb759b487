import {
  adam,
  batchNormalization,
  conv2d,
  dense,
  flatten,
  permute,
  type Sequential,
  type StoredTensor,
  sequential,
} from '@striate/layers';
import { FormatError, ones, StriateError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import type { TensorMap } from '../LoadReport';
import { useCpu } from '../testing';
import { loadStateDict } from './loadStateDict';
import { loadTensors } from './loadTensors';
import { timmVggNames } from './timmVggNames';
import { toStateDict } from './toStateDict';

useCpu();

function build(): Sequential {
  return sequential([
    conv2d({ name: 'conv', filters: 2, kernelSize: 2, inputShape: [3, 4, 3] }),
    batchNormalization({ name: 'norm' }),
    flatten(),
    dense({ name: 'fc', units: 3 }),
  ]);
}

/** A tensor of the numbers from `first` on. */
function counting(shape: readonly number[], first = 0): StoredTensor {
  const size = shape.reduce((product, d) => product * d, 1);
  return { dtype: 'float32', shape, data: Float32Array.from({ length: size }, (_, i) => first + i) };
}

async function changed(net: Sequential, tensors: TensorMap, changes: readonly [string, StoredTensor | undefined][]) {
  const dict = new Map(tensors);
  for (const [name, stored] of changes) {
    if (stored) dict.set(name, stored);
    else dict.delete(name);
  }
  return { dict, before: await toStateDict(net) };
}

describe('loadStateDict', () => {
  it('puts every value where it belongs', async () => {
    const net = build();
    const dict = new Map(await toStateDict(net));
    dict.set('conv.weight', counting([2, 3, 2, 2]));
    dict.set('fc.weight', counting([3, 12]));
    loadStateDict(net, dict);
    // O 1, I 2, H 0, W 1 is number 12 + 8 + 0 + 1 in PyTorch; here [H][W][I][O] is [0][1][2][1].
    const kernel = await net.getLayer('conv').weights[0].data();
    expect(kernel[1 * 6 + 2 * 2 + 1]).toBe(21);
    // Unit 2 of channel 1, row 1, column 2 of the 2 x 3 x 2 map: 24 + 6 + 3 + 2 in PyTorch; here row (1 * 3 + 2) * 2 + 1.
    const matrix = await net.getLayer('fc').weights[0].data();
    expect(matrix[11 * 3 + 2]).toBe(35);
    expect(matrix[10 * 3 + 2]).toBe(29);
  });

  it('names everything that does not fit, and changes nothing', async () => {
    const net = build();
    const { dict, before } = await changed(net, await toStateDict(net), [
      ['conv.bias', counting([2], 7)],
      ['norm.running_mean', undefined],
      ['fc.weight', counting([12, 3])],
      ['fc.bias', { dtype: 'int32', shape: [3], data: new Int32Array(3) }],
      ['aux.weight', counting([1])],
    ]);
    expect(() => loadStateDict(net, dict)).toThrow(FormatError);
    expect(() => loadStateDict(net, dict)).toThrow(
      'loadStateDict: the tensors do not fit the model, which is left as it is; missing: norm.running_mean; ' +
        'unexpected: aux.weight; of another shape or dtype: fc.weight (expected float32 [3,12], found float32 [12,3]), ' +
        'fc.bias (expected float32 [3], found int32 [3])',
    );
    expect(await toStateDict(net)).toEqual(before);
  });

  it('takes what fits where that is asked for, and reports the rest', async () => {
    const net = build();
    const { dict, before } = await changed(net, await toStateDict(net), [
      ['conv.bias', counting([2], 7)],
      ['norm.running_mean', undefined],
      ['fc.weight', counting([12, 3])],
      ['aux.weight', counting([1])],
    ]);
    expect(loadStateDict(net, dict, { strict: false })).toEqual({
      matched: ['conv.weight', 'conv.bias', 'norm.weight', 'norm.bias', 'norm.running_var', 'fc.bias'],
      missing: ['norm.running_mean'],
      unexpected: ['aux.weight'],
      mismatched: [{ name: 'fc.weight', expected: 'float32 [3,12]', found: 'float32 [12,3]' }],
    });
    const after = await toStateDict(net);
    expect([...(after.get('conv.bias')?.data ?? [])]).toEqual([7, 8]);
    expect(after.get('fc.weight')).toEqual(before.get('fc.weight'));
  });

  it('does not trust a tensor whose values are fewer than its shape says', async () => {
    const net = build();
    const dict = new Map(await toStateDict(net));
    dict.set('fc.bias', { dtype: 'float32', shape: [3], data: new Float32Array(2) });
    expect(() => loadStateDict(net, dict)).toThrow('found float32 [3] with 2 values');
  });

  it('needs no num_batches_tracked, and writes it', async () => {
    const net = build();
    const dict = new Map(await toStateDict(net));
    expect(dict.get('norm.num_batches_tracked')).toEqual({ dtype: 'int32', shape: [], data: Int32Array.of(0) });
    dict.delete('norm.num_batches_tracked');
    expect(loadStateDict(net, dict).missing).toEqual([]);
  });

  it('renames, leaves out, and refuses two tensors of one name', async () => {
    const net = build();
    const dict = await toStateDict(net);
    const file = new Map([...dict].map(([name, stored]) => [`backbone/${name}`, stored]));
    const rename = (name: string) => name.slice(name.indexOf('/') + 1);
    expect(loadStateDict(net, file, { rename }).matched).toHaveLength(8);
    file.set('aux', counting([1]));
    const withoutAux = (name: string) => (name === 'aux' ? undefined : rename(name));
    expect(loadStateDict(net, file, { rename: withoutAux }).unexpected).toEqual([]);
    file.set('other/fc.bias', counting([3]));
    expect(() => loadStateDict(net, file, { rename: withoutAux })).toThrow("one of two tensors renamed to 'fc.bias'");
  });

  it('takes the weights of dense layers as those of convolutions', async () => {
    const names = [
      ['pre_logits.fc1.weight', [3, 2, 2, 3]],
      ['pre_logits.fc1.bias', [3]],
      ['head.fc.weight', [2, 3, 1, 1]],
      ['head.fc.bias', [2]],
    ] as const;
    const classifier = () =>
      sequential([
        flatten({ inputShape: [2, 3, 2] }),
        dense({ name: 'classifier.0', units: 3 }),
        dense({ name: 'classifier.6', units: 2 }),
      ]);
    const [net, same] = [classifier(), classifier()];
    const timm = new Map(names.map(([name, shape], i) => [name, counting(shape, 10 * i)]));
    loadStateDict(net, timm, { rename: timmVggNames });
    const flat = new Map(
      names.map(([name, [first, ...others]], i) => {
        const shape = others.length > 0 ? [first, others.reduce<number>((a, b) => a * b, 1)] : [first];
        return [timmVggNames(name), counting(shape, 10 * i)];
      }),
    );
    loadStateDict(same, flat);
    expect(await toStateDict(net)).toEqual(await toStateDict(same));
    // The other way round is another matrix.
    timm.set('pre_logits.fc1.weight', counting([3, 2, 3, 2]));
    expect(() => loadStateDict(net, timm, { rename: timmVggNames })).toThrow('expected float32 [3,12]');
  });

  it('leaves features in place that were permuted by hand', async () => {
    const net = sequential([
      permute({ dims: [3, 1, 2], inputShape: [2, 3, 2] }),
      flatten(),
      dense({ name: 'fc', units: 1 }),
    ]);
    loadStateDict(
      net,
      new Map([
        ['fc.weight', counting([1, 12])],
        ['fc.bias', counting([1])],
      ]),
    );
    expect([...(await net.weights[0].data())]).toEqual([...counting([12]).data]);
  });

  it('changes a model that has been trained, and is trained further', async () => {
    const net = build();
    net.compile({ optimizer: adam(), loss: 'meanSquaredError' });
    const labels = ones([2, 3]);
    await net.fit(ones([2, 3, 4, 3]), labels, { verbose: 0 });
    const dict = await toStateDict(net);
    const planned = await (await net.predict(ones([1, 3, 4, 3]))).data();
    await net.fit(ones([2, 3, 4, 3]), labels, { epochs: 3, verbose: 0 });
    loadStateDict(net, dict);
    expect(await (await net.predict(ones([1, 3, 4, 3]))).data()).toEqual(planned);
    await net.fit(ones([2, 3, 4, 3]), labels, { verbose: 0 });
    expect(await toStateDict(net)).not.toEqual(dict);
  });

  it('says that a model is not built', () => {
    expect(() => loadStateDict(sequential([dense({ units: 2 })]), new Map())).toThrow(StriateError);
    expect(() => loadStateDict(sequential([dense({ units: 2 })]), new Map())).toThrow('is not built');
  });
});

describe('loadTensors', () => {
  it('takes our own names and layout, all or nothing', async () => {
    const net = build();
    const tensors = new Map(
      [...net.namedWeights()].map(([name, { shape }], i) => [name, counting(shape, 100 * i)] as const),
    );
    expect(loadTensors(net, tensors).matched).toHaveLength(8);
    expect([...(await net.getLayer('conv').weights[0].data())]).toEqual([...counting([24]).data]);
    tensors.set('fc/kernel', counting([3, 12]));
    tensors.set('conv/bias', counting([2]));
    expect(() => loadTensors(net, tensors)).toThrow('fc/kernel (expected float32 [12,3], found float32 [3,12])');
    expect([...(await net.getLayer('conv').weights[1].data())]).toEqual([100, 101]);
    expect(loadTensors(net, tensors, { strict: false }).mismatched).toHaveLength(1);
    expect([...(await net.getLayer('conv').weights[1].data())]).toEqual([0, 1]);
  });
});
