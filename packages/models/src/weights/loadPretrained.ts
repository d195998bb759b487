import type { Model } from '@striate/layers';
import { StriateError } from '@striate/tensor';
import type { DownloadOptions, Pretrained } from '../pretrained';

/** Gives a network weights that were trained; leaves it as it is if they do not fit. */
export async function loadPretrained(
  network: string,
  _net: Model,
  weights: Pretrained['weights'],
  _download: DownloadOptions = {},
): Promise<void> {
  throw new StriateError(`${network}: there are no weights '${weights}'`);
}
