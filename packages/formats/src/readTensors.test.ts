import { dense, encodeSafetensors, sequential } from '@striate/layers';
import { FormatError, StriateError } from '@striate/tensor';
import { expect, it } from 'vitest';
import goldens from '../goldens/pytorch.json';
import { encodeModel } from './keras/encodeModel';
import { readKerasTensors } from './keras/readKerasTensors';
import { readStateDict } from './pytorch/readStateDict';
import { readTensors } from './readTensors';
import { useCpu } from './testing';

useCpu();

const { zip, legacy } = goldens.files.net;

it('tells formats by their first bytes', async () => {
  const tensors = await readStateDict(Buffer.from(zip, 'base64'));
  for (const bytes of [Buffer.from(zip, 'base64'), Buffer.from(legacy, 'base64'), encodeSafetensors(tensors)]) {
    expect(await readTensors(bytes)).toEqual(tensors);
    expect(await readTensors(new Blob([new Uint8Array(bytes)]))).toEqual(tensors);
  }
});

it('tells files of Keras', async () => {
  const net = sequential([dense({ units: 2, inputShape: [3] })]);
  for (const format of ['keras', 'h5'] as const) {
    const bytes = await encodeModel(net, format);
    const tensors = await readTensors(bytes);
    expect([...tensors.values()].map(({ shape }) => shape)).toEqual([[3, 2], [2]]);
    expect(tensors).toEqual(await readKerasTensors(bytes));
  }
});

it('says what it is given instead', async () => {
  await expect(readTensors(new Uint8Array())).rejects.toThrow('0 bytes that begin with nothing: neither safetensors');
  await expect(readTensors(new TextEncoder().encode('<!doctype html>'))).rejects.toThrow(FormatError);
  await expect(readTensors('/there/is/none.pth')).rejects.toThrow(StriateError);
});
