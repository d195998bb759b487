import type { StoredTensor } from '@striate/layers';

/** Tensors by name, as a file has them. */
export type TensorMap = ReadonlyMap<string, StoredTensor>;

/** What became of the tensors of a file, and of the weights of a model. */
export interface LoadReport {
  /** Weights that were given a value. */
  readonly matched: readonly string[];
  /** Weights the file has no tensor for: they stay as they are. */
  readonly missing: readonly string[];
  /** Tensors the model has no weight for. */
  readonly unexpected: readonly string[];
  /** Weights whose tensor has another shape: they stay as they are. */
  readonly mismatched: readonly { readonly name: string; readonly expected: string; readonly found: string }[];
}
