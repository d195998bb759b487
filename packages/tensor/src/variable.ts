import { DTypeError, ShapeError } from './errors';
import { keep } from './scope';
import { format, sameShape } from './shape';
import { allocate } from './storage';
import { Tensor } from './tensor';

/** What a variable is called, and whether training changes it. */
export interface VariableOptions {
  /** Shown in summaries, and the key in weight files. */
  name?: string;
  /** Whether optimizers update it. Default true. */
  trainable?: boolean;
  /** A penalty on the values, a scalar, that training adds to the loss. */
  regularizer?: (values: Tensor) => Tensor;
  /** The values that are allowed instead of these: applied after each step of an optimizer. */
  constraint?: (values: Tensor) => Tensor;
}

/**
 * A tensor whose values may be replaced: a parameter of a model. It belongs to no scope and lives as long as it is reachable.
 *
 * @example
 * const w = new Variable(zeros([3, 3]), { name: 'kernel' });
 * w.assign(ones([3, 3]));
 */
export class Variable extends Tensor {
  name: string;
  trainable: boolean;
  readonly regularizer: VariableOptions['regularizer'];
  readonly constraint: VariableOptions['constraint'];
  #version = 0;

  constructor(value: Tensor, options: VariableOptions = {}) {
    const { name = 'variable', trainable = true, regularizer, constraint } = options;
    super(value.storage.retain(), value.shape, value.dtype, value.size);
    keep(this);
    this.name = name;
    this.trainable = trainable;
    this.regularizer = regularizer;
    this.constraint = constraint;
  }

  /** Grows by one with every change: what is derived from the values (a packed filter) is cached under it. */
  override get version(): number {
    return this.#version;
  }

  /**
   * Replaces the values.
   * @throws {ShapeError | DTypeError} if `value` has another shape or dtype.
   */
  assign(value: Tensor): this {
    if (!sameShape(value.shape, this.shape)) {
      throw new ShapeError(
        `assign: variable '${this.name}' has shape ${format(this.shape)}, the value ${format(value.shape)}`,
      );
    }
    if (value.dtype !== this.dtype) {
      throw new DTypeError(`assign: variable '${this.name}' holds ${this.dtype}, the value is ${value.dtype}`);
    }
    this.replaceStorage(value.storage.retain());
    this.#version++;
    return this;
  }

  /**
   * Readies the memory for a kernel that writes in place: memory another tensor looks at is left to that tensor.
   * The caller overwrites or updates every value at once.
   */
  prepareInPlace(): this {
    const { storage } = this;
    if (storage.shared) {
      const own = allocate(storage.backend, this.dtype, this.size);
      const { kernels } = storage.backend;
      const source = { buffer: storage.buffer, shape: [1, this.size, 1], dtype: this.dtype, size: this.size };
      kernels.concat([source], { ...source, buffer: own.buffer }, undefined);
      this.replaceStorage(own);
    }
    this.#version++;
    return this;
  }
}
