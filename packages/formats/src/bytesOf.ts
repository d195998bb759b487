import { readBytes } from '@striate/data';
import type { WeightsSource } from '@striate/layers';
import { StriateError } from '@striate/tensor';

/** A file of weights is larger than other files: the largest of the zoo, VGG-19, has 550 MB. */
const maxBytes = 2 ** 32;

/** The bytes of a source as they are. */
export async function bytesOf(source: WeightsSource, who: string): Promise<Uint8Array> {
  const bytes = await readBytes(source, maxBytes);
  if (!bytes) throw new StriateError(`${who}: there is no file '${source}'`);
  return bytes;
}
