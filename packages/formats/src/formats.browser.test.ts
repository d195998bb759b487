import { encodeSafetensors, type StoredTensor } from '@striate/layers';
import { FormatError } from '@striate/tensor';
import { expect, it } from 'vitest';
import goldens from '../goldens/pytorch.json';
import { encodeStateDict, writeStateDict } from './pytorch/encodeStateDict';
import { readStateDict } from './pytorch/readStateDict';
import { readTensors } from './readTensors';
import { openSafetensors } from './safetensors/openSafetensors';

// The files in a page, as they come from an <input type="file"> or from a server.

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const weights = new Map<string, StoredTensor>([
  ['a', { dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) }],
  ['b', { dtype: 'int32', shape: [], data: Int32Array.of(-3) }],
]);

it.each(['zip', 'legacy'] as const)('a page reads PyTorch files: %s', async (form) => {
  const { strided, model } = { ...goldens.files, model: goldens.refused.model };
  const blob = new Blob([bytesOf(strided[form])]);
  const tensors = await readStateDict(blob);
  for (const [name, { shape, values }] of Object.entries(strided.tensors)) {
    expect(tensors.get(name)?.shape).toEqual(shape);
    expect([...(tensors.get(name)?.data ?? [])]).toEqual(values.map(Number));
  }
  const url = URL.createObjectURL(blob);
  expect(await readTensors(url)).toEqual(tensors);
  await expect(readStateDict(bytesOf(model))).rejects.toThrow(FormatError);
});

it('a page writes PyTorch files', async () => {
  expect(await readStateDict(new Blob([new Uint8Array(await encodeStateDict(weights))]))).toEqual(weights);
  await expect(writeStateDict('net.pth', weights)).rejects.toThrow('there are no files to write here');
});

it('a page opens safetensors, a tensor at a time', async () => {
  const blob = new Blob([new Uint8Array(encodeSafetensors(weights, { from: 'a page' }))]);
  for (const source of [blob, URL.createObjectURL(blob)]) {
    const file = await openSafetensors(source);
    expect(file.names).toEqual(['a', 'b']);
    expect(file.metadata).toEqual({ from: 'a page' });
    expect(await file.read('b')).toEqual(weights.get('b'));
    expect(await readTensors(source)).toEqual(weights);
  }
});
