import { StriateError } from '@striate/tensor';
import type { Layer } from '../Layer';
import type { Model } from '../models/Model';

/** What reads and writes other files than safetensors: @striate/formats. */
export interface ModelFormats {
  saveModel(model: Model, path: string): Promise<void>;
  loadForeignWeights(model: Layer, bytes: Uint8Array): Promise<void>;
}

let load: (() => Promise<ModelFormats>) | undefined;

/** Says where the formats come from, once they are needed; the package `striate` does. */
export function setModelFormats(formats: () => Promise<ModelFormats>): void {
  load = formats;
}

export function modelFormats(who: string): Promise<ModelFormats> {
  if (load) return load();
  throw new StriateError(
    `${who}: other formats than safetensors come with setModelFormats(() => import('@striate/formats'))`,
  );
}
