import { BackendError, DeviceLostError, type DType, type TypedArray, type View } from '@striate/tensor';
import type { Device } from './device/Device';
import { kindOf } from './device/formats';
import type { ProgramSpec, UniformValue } from './device/Program';
import type { Texture } from './device/TexturePool';
import { readLater, readNow, upload } from './device/transfer';
import { compute, release } from './elementwise/compute';
import type { Expression } from './elementwise/Expression';
import { GpuBuffer } from './GpuBuffer';
import { relayout } from './kernels/relayout';
import { naturalColumns } from './layout';

export type GpuView = View<GpuBuffer>;

/**
 * What kernels work with: gives them the values of a tensor as a texture in the layout they ask for, and takes their results. Values
 * from the host are uploaded when first asked for, in that layout; elementwise expressions are computed then.
 */
export class Gpu {
  readonly device: Device;
  #live = 0;

  constructor(device: Device) {
    this.device = device;
  }

  /** Bytes of the values in live buffers. */
  get bytes(): number {
    return this.#live;
  }

  alloc(dtype: DType, size: number): GpuBuffer {
    this.device.checkLost();
    const buffer = new GpuBuffer(dtype, size);
    this.#live += buffer.bytes;
    return buffer;
  }

  free(buffer: GpuBuffer): void {
    this.#live -= buffer.bytes;
    this.clear(buffer);
  }

  write(buffer: GpuBuffer, values: TypedArray): void {
    this.clear(buffer);
    buffer.host = values.slice();
  }

  /** Columns the values of a view lie in, or would if they were computed now. */
  columnsOf({ buffer, shape, size }: GpuView): number {
    return (
      buffer.pending?.columns ?? this.#valid(buffer)[0]?.layout.columns ?? naturalColumns(shape, size, this.device)
    );
  }

  /** The values of a view in rows of `columns`; without them as they lie, or as is natural for the shape. */
  texture(view: GpuView, columns?: number): Texture {
    const { buffer } = view;
    if (buffer.pending) this.#compute(buffer);
    const textures = this.#valid(buffer);
    const found = columns === undefined ? textures[0] : textures.find((t) => t.layout.columns === columns);
    if (found) return found;
    const wanted = columns ?? naturalColumns(view.shape, view.size, this.device);
    const { host } = buffer;
    const texture = this.device.take(buffer.dtype, buffer.size, wanted);
    if (host) upload(this.device, texture, host);
    else if (textures[0]) relayout(this, texture, textures[0]);
    else if (buffer.size > 0) {
      this.device.pool.release(texture);
      throw lostValues(buffer);
    }
    // The layout asked for last is the likelier one.
    buffer.textures.unshift(texture);
    for (const extra of buffer.textures.splice(2)) this.device.pool.release(extra);
    return texture;
  }

  /** A texture for the results of an op, which becomes what `view` holds. */
  target(view: GpuView, columns = naturalColumns(view.shape, view.size, this.device)): Texture {
    const texture = this.device.take(view.dtype, view.size, columns);
    this.replace(view.buffer, texture);
    return texture;
  }

  /** A texture for what lies between two passes; its taker releases it. */
  temporary(size: number, columns: number, dtype: DType = 'float32'): Texture {
    return this.device.take(dtype, size, columns);
  }

  release(texture: Texture): void {
    this.device.pool.release(texture);
  }

  draw(
    spec: ProgramSpec,
    out: Texture,
    inputs: readonly Texture[],
    uniforms?: Readonly<Record<string, UniformValue>>,
    work?: number,
  ): void {
    this.device.draw(spec, out, inputs, uniforms, work);
  }

  /** Lets a buffer hold an expression, which is computed when somebody asks for its values. Takes over its leaves. */
  defer(buffer: GpuBuffer, expression: Expression, columns: number): void {
    this.clear(buffer);
    buffer.pending = { expression, columns, taken: false };
  }

  /** Puts a texture under a buffer, in place of what it held. */
  replace(buffer: GpuBuffer, texture: Texture): void {
    this.clear(buffer);
    buffer.textures = [texture];
  }

  async read(buffer: GpuBuffer): Promise<TypedArray> {
    const { dtype, size, host } = buffer;
    if (host) return host.slice();
    const texture = this.#own(buffer);
    // It may be freed, and overwritten, while the values are on their way.
    texture.users++;
    try {
      return await readLater(this.device, texture, dtype, size);
    } finally {
      this.device.pool.release(texture);
    }
  }

  readSync(buffer: GpuBuffer): TypedArray {
    const { dtype, size, host } = buffer;
    return host ? host.slice() : readNow(this.device, this.#own(buffer), dtype, size);
  }

  async preserve(buffer: GpuBuffer): Promise<void> {
    if (buffer.host || buffer.size === 0) return;
    const { version } = buffer;
    const values = await this.read(buffer);
    if (buffer.version === version) buffer.host = values;
  }

  /** Frees what a buffer holds. */
  clear(buffer: GpuBuffer): void {
    buffer.version++;
    buffer.host = undefined;
    if (buffer.pending) release(this, buffer.pending.expression);
    buffer.pending = undefined;
    for (const texture of buffer.textures) this.device.pool.release(texture);
    buffer.textures = [];
  }

  /** The texture with a buffer's values, of whatever layout. */
  #own(buffer: GpuBuffer): Texture {
    return this.texture({ buffer, shape: [buffer.size], size: buffer.size, dtype: buffer.dtype });
  }

  #compute(buffer: GpuBuffer): void {
    const { pending } = buffer;
    if (!pending) return;
    const texture = this.device.take(buffer.dtype, buffer.size, pending.columns);
    try {
      compute(this, texture, pending.expression);
    } catch (error) {
      this.device.pool.release(texture);
      throw error;
    }
    // The values are what they were.
    release(this, pending.expression);
    buffer.pending = undefined;
    buffer.textures = [texture];
  }

  /** Textures that did not go with a lost context. */
  #valid(buffer: GpuBuffer): readonly Texture[] {
    const { generation } = this.device.pool;
    if (buffer.textures.some((t) => t.generation !== generation))
      buffer.textures = buffer.textures.filter((t) => t.generation === generation);
    return buffer.textures;
  }
}

export function lostValues({ dtype, size }: GpuBuffer): DeviceLostError {
  return new DeviceLostError(
    `webgl: the ${size} ${dtype} values of a tensor were lost with the context of the GPU: make them again`,
  );
}

/** Of an op that has no program for a dtype. */
export function unsupported(op: string, dtype: DType): BackendError {
  return new BackendError(`webgl: ${op} has no program for ${kindOf[dtype]} values (${dtype})`);
}
