import {
  decodeValues,
  parseSafetensorsHeader,
  type StoredTensor,
  safetensorsDataStart,
  unknownName,
  type WeightsSource,
} from '@striate/layers';
import type { Shape } from '@striate/tensor';
import { rangesOf } from '../rangesOf';

/** A safetensors file of which only the header was read. */
export interface OpenedSafetensors {
  /** In the order of the header. */
  readonly names: readonly string[];
  /** Text that the writer put beside the tensors. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Shape of a tensor, and the dtype as the file names it: `F32`, `BF16`, `I64`, … */
  info(name: string): { readonly dtype: string; readonly shape: Shape };
  /** Reads one tensor. 16-bit floats and float64 become float32, integers int32; uint8 and bool stay. */
  read(name: string): Promise<StoredTensor>;
}

/**
 * Opens a safetensors file and reads its header; each tensor is read when it is asked for. Of a file in Node.js and of a
 * `Blob` no more than that is ever in memory; what lies behind a URL is fetched as a whole.
 *
 * @throws {FormatError} if the header is damaged, or tells of tensors that overlap, leave gaps or reach beyond the file.
 * @throws {StriateError} if there is no such file. `info` and `read` throw a `ValueError` for unknown names.
 *
 * @example
 * const file = await openSafetensors('model.safetensors');
 * file.info('conv1.weight'); // { dtype: 'F32', shape: [64, 3, 7, 7] }
 * const { data } = await file.read('conv1.weight'); // Float32Array(9408)
 */
export async function openSafetensors(source: WeightsSource): Promise<OpenedSafetensors> {
  const file = await rangesOf(source, 'openSafetensors');
  const start = safetensorsDataStart(await file.read(0, Math.min(8, file.size)), file.size);
  const { entries, metadata } = parseSafetensorsHeader(await file.read(8, start), file.size - start);
  const names = [...entries.keys()];
  const find = (name: string) => {
    const entry = entries.get(name);
    if (!entry) throw unknownName(`openSafetensors: there is no tensor '${name}'`, name, names);
    return entry;
  };
  return {
    names,
    metadata,
    info(name) {
      const { dtype, shape } = find(name);
      return { dtype, shape };
    },
    async read(name) {
      const { dtype, shape, begin, end } = find(name);
      const bytes = await file.read(start + begin, start + end);
      return { shape, ...decodeValues(bytes, dtype, `openSafetensors: tensor '${name}'`) };
    },
  };
}
