import { getBackend } from './backend';
import { storageCounts } from './storage';
import { tensorCount } from './tensor';

export interface MemoryInfo {
  /** Tensors that hold memory, variables included. */
  readonly tensors: number;
  /** Distinct buffers behind them. */
  readonly buffers: number;
  /** Bytes in those buffers, over all backends. */
  readonly bytes: number;
  /** Bytes the current backend holds from the system. */
  readonly reserved: number;
  /** Textures of the current backend, and the most bytes it ever held: where it has and counts them. */
  readonly textures?: number;
  readonly peak?: number;
}

/**
 * What is in use right now: in a loop that leaks nothing these numbers stand still.
 *
 * @example
 * memory(); // { tensors: 12, buffers: 12, bytes: 247 112, reserved: 4 194 304 }
 */
export function memory(): MemoryInfo {
  const { bytes: _, ...held } = getBackend().memory();
  return { tensors: tensorCount(), ...storageCounts(), ...held };
}
