import { type Backend, type BackendMemory, ValueError } from '@striate/tensor';
import { Device } from './device/Device';
import type { Canvas } from './device/openContext';
import { startTimer } from './device/timer';
import { Gpu } from './Gpu';
import type { GpuBuffer } from './GpuBuffer';
import { createKernels } from './kernels';
import { commonPrograms } from './kernels/common';

export interface WebglOptions {
  /** Whose context to use. Default: an `OffscreenCanvas` of the backend's own, or a canvas element where there is none. */
  canvas?: Canvas;
  /**
   * Of floats in textures; arithmetic has 32 bits either way. Default: `float32`, or `float16` where the device renders to nothing
   * better, which a warning says.
   */
  precision?: 'float32' | 'float16';
  /** Texels a fragment computes. Default: 8, or 4 where the device has no more. Sums differ in their last digits between the two. */
  attachments?: 4 | 8;
  /** Bytes of textures it may take. Default 4 GiB. */
  maximumMemory?: number;
  /** The width and height a texture may have, if less than the device's own limit. */
  maxTextureSize?: number;
  /** Whether to ask the device for errors after every draw, which makes small draws fifteen times slower. Default false. */
  debug?: boolean;
}

export interface WebglBackend extends Backend<GpuBuffer> {
  /** What the device calls itself. */
  readonly renderer: string;
  readonly precision: 'float32' | 'float16';
  /** Programs compiled so far. */
  readonly programs: number;
  /** Waits for the device. */
  readSync: NonNullable<Backend<GpuBuffer>['readSync']>;
  memory(): Required<BackendMemory>;
}

/**
 * The WebGL2 backend: inference and training on the GPU of a browser, in a page or in a worker.
 *
 * @throws {BackendError} where there is no WebGL2, or the device renders to no textures of floats.
 * @throws {ValueError} for options out of range.
 *
 * @example
 * await setBackend(webgl());
 */
export function webgl(options: WebglOptions = {}): WebglBackend {
  const { maximumMemory, maxTextureSize } = options;
  for (const [name, value] of Object.entries({ maximumMemory, maxTextureSize })) {
    if (value !== undefined && !(Number.isInteger(value) && value >= 1))
      throw new ValueError(`webgl: ${name} must be a whole number >= 1, got ${value}`);
  }
  const device = new Device(options);
  if (device.precision === 'float16' && options.precision !== 'float16') {
    console.warn(
      `webgl: ${device.renderer} renders to 16-bit floats only: results have three digits, and training may need loss scaling`,
    );
  }
  const gpu = new Gpu(device);
  // Nobody waits: a program that is asked for earlier is compiled then.
  device.precompile(commonPrograms());
  return {
    name: 'webgl',
    renderer: device.renderer,
    precision: device.precision,
    get programs() {
      return device.programs;
    },
    kernels: createKernels(gpu),
    ready: Promise.resolve(),
    alloc: (dtype, size) => gpu.alloc(dtype, size),
    free: (buffer) => gpu.free(buffer),
    write: (buffer, data) => gpu.write(buffer, data),
    read: (buffer) => gpu.read(buffer),
    readSync: (buffer) => gpu.readSync(buffer),
    restored: () => device.restored(),
    preserve: (buffer) => gpu.preserve(buffer),
    startProfile: () => startTimer(device),
    memory: () => ({
      bytes: gpu.bytes,
      reserved: device.pool.reserved,
      textures: device.pool.count,
      peak: device.pool.peak,
    }),
  };
}
