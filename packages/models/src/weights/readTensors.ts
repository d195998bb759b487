import { readStateDict, type TensorMap } from '@striate/formats';
import { decodeSafetensors, type Model, type WeightsSource } from '@striate/layers';

// Stands in until @striate/formats has both.
export async function readTensors(source: WeightsSource): Promise<TensorMap> {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (typeof source === 'string' && fs) {
    const bytes = await fs.readFile(source);
    return bytes[8] === 0x7b ? decodeSafetensors(bytes).tensors : readStateDict(bytes);
  }
  const bytes =
    source instanceof Blob
      ? new Uint8Array(await source.arrayBuffer())
      : source instanceof Uint8Array
        ? source
        : new Uint8Array(source as ArrayBuffer);
  return bytes[8] === 0x7b ? decodeSafetensors(bytes).tensors : readStateDict(bytes);
}

export async function loadKerasWeights(_model: Model, _source: WeightsSource): Promise<void> {
  throw new Error('not yet');
}
