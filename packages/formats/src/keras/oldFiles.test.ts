import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FormatError, randomInt, randomUniform, type Tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { useCpu } from '../testing';
import { loadModel } from './loadModel';
import { readKerasTensors } from './readKerasTensors';

useCpu();

const folder = fileURLToPath(new URL('../../../../../shared/data/keras-h5/', import.meta.url));
const there = existsSync(folder);
const bytesOf = (name: string) => new Uint8Array(readFileSync(`${folder}${name}`));

/** Layers there are not here, by what the files are called for. */
const missing: Readonly<Record<string, string>> = {
  bidirectional: "'Bidirectional' (bidirectional_1)",
  embedding_lstm: "'LSTM' (lstm_1)",
  lstm: "'LSTM' (lstm_1)",
  simple_rnn: "'SimpleRNN' (simplernn_1)",
  space_to_depth: 'Lambda',
};

describe.skipIf(!there)(
  there ? 'the files of Keras 1 and 2' : 'the files of Keras 1 and 2 (no ../shared/data/keras-h5)',
  () => {
    const names = there ? readdirSync(folder) : [];

    it.each(names)('%s opens, or says which layer there is not', async (name) => {
      const unknown = Object.keys(missing).find((start) => name.startsWith(start));
      if (unknown) {
        const loading = loadModel(bytesOf(name));
        await expect(loading).rejects.toThrow(FormatError);
        await expect(loading).rejects.toThrow(missing[unknown]);
        const tensors = await readKerasTensors(bytesOf(name));
        expect(tensors.size).toBe(
          unknown === 'space_to_depth'
            ? 0
            : unknown.startsWith('bidirectional')
              ? 24
              : unknown === 'embedding_lstm'
                ? 13
                : unknown === 'lstm'
                  ? 12
                  : 3,
        );
        for (const { shape, data } of tensors.values()) expect(data).toHaveLength(shape.reduce((a, b) => a * b, 1));
        return;
      }
      const net = await loadModel(bytesOf(name));
      expect(net.compiled).toBe(true);
      const [{ shape, dtype }] = net.inputs;
      const size = [2, ...shape.slice(1).map(Number)];
      const y = await net.predict(dtype === 'int32' ? randomInt(size, 0, 4) : randomUniform(size));
      expect((await y.data()).every(Number.isFinite)).toBe(true);
    });

    it('of Theano have their kernels turned, and compute what they computed', async () => {
      const net = await loadModel(bytesOf('conv2d_theano_1.h5'));
      const tensors = await readKerasTensors(bytesOf('conv2d_theano_1.h5'));
      const stored = tensors.get('convolution2d_1/convolution2d_1_W');
      const kernel = await (net.namedWeights().get('convolution2d_1/kernel') as Tensor).data();
      const [filter, taps] = [5 * 6, 9];
      for (let tap = 0; tap < taps; tap++)
        expect(kernel.slice(tap * filter, (tap + 1) * filter)).toEqual(
          stored?.data.slice((taps - 1 - tap) * filter, (taps - tap) * filter),
        );
      const same = await loadModel(bytesOf('conv2d_tensorflow_1.h5'));
      const other = (await readKerasTensors(bytesOf('conv2d_tensorflow_1.h5'))).get(
        'convolution2d_1/convolution2d_1_W:0',
      );
      expect(await (same.namedWeights().get('convolution2d_1/kernel') as Tensor).data()).toEqual(other?.data);
    });

    it('of sequences have kernels of three axes', async () => {
      const net = await loadModel(bytesOf('embedding_conv1d_tensorflow_1.h5'));
      expect(net.namedWeights().get('convolution1d_1/kernel')?.shape).toEqual([3, 5, 6]);
    });
  },
);
