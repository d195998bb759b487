import { bytesPerElement, type DType, type TypedArray } from '@striate/tensor';
import type { Texture } from './device/TexturePool';
import type { Expression } from './elementwise/Expression';

/** What a buffer shall hold once somebody asks for it. */
export interface Pending {
  readonly expression: Expression;
  readonly columns: number;
  /** Whether another expression has taken it in already: it is not computed a third time. */
  taken: boolean;
}

/**
 * The values of a tensor: in textures, one a layout; in host memory, if they came from there or are preserved; or as an expression that
 * nobody has asked for yet. Memory of the device is taken when they are.
 */
export class GpuBuffer {
  readonly dtype: DType;
  readonly size: number;
  host: TypedArray | undefined;
  textures: Texture[] = [];
  pending: Pending | undefined;
  /** Grows with every change of the values. */
  version = 0;

  constructor(dtype: DType, size: number) {
    this.dtype = dtype;
    this.size = size;
  }

  get bytes(): number {
    return this.size * bytesPerElement[this.dtype];
  }
}
