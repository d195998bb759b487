import { encodeSafetensors } from '@striate/layers';
import { FormatError, StriateError } from '@striate/tensor';
import { expect, it } from 'vitest';
import goldens from '../goldens/pytorch.json';
import { readStateDict } from './pytorch/readStateDict';
import { readTensors } from './readTensors';

const { zip, legacy } = goldens.files.net;

it('tells formats by their first bytes', async () => {
  const tensors = await readStateDict(Buffer.from(zip, 'base64'));
  for (const bytes of [Buffer.from(zip, 'base64'), Buffer.from(legacy, 'base64'), encodeSafetensors(tensors)]) {
    expect(await readTensors(bytes)).toEqual(tensors);
    expect(await readTensors(new Blob([new Uint8Array(bytes)]))).toEqual(tensors);
  }
});

it('says what it is given instead', async () => {
  await expect(readTensors(new Uint8Array())).rejects.toThrow('0 bytes that begin with nothing: neither safetensors');
  await expect(readTensors(new TextEncoder().encode('<!doctype html>'))).rejects.toThrow(FormatError);
  await expect(readTensors('/there/is/none.pth')).rejects.toThrow(StriateError);
});
