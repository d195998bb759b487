import { type Backend, BackendError, type Conv2dParams, type Shape, sizeOf, type View } from '@striate/tensor';

const pixels: Conv2dParams = {
  strides: [1, 1],
  padding: { top: 1, bottom: 1, left: 1, right: 1 },
  dilations: [1, 1],
  groups: 1,
};
const rows = { transposeA: false, transposeB: false };

export interface BackendTimer {
  /** Milliseconds that a batch of a small network takes, or one image of it. */
  run(size: 'batch' | 'image'): number;
  /** Frees everything. */
  end(): void;
}

const batch = 4;

/**
 * Times a small network, two convolutions and two dense layers, to its last value. Kernels are called directly, for this runs where it
 * is being decided on which backend tensors are.
 */
export function timeBackend<B>(backend: Backend<B>): BackendTimer {
  const { kernels, readSync } = backend;
  if (!readSync) throw new BackendError(`backend '${backend.name}' cannot be timed: it reads asynchronously only`);
  const buffers: B[] = [];
  const end = () => {
    for (const buffer of buffers.splice(0)) backend.free(buffer);
  };
  const view = (shape: Shape): View<B> => {
    const size = sizeOf(shape);
    const buffer = backend.alloc('float32', size);
    buffers.push(buffer);
    return { buffer, shape, dtype: 'float32', size };
  };
  const filled = (shape: Shape): View<B> => {
    const made = view(shape);
    backend.write(made.buffer, new Float32Array(made.size).fill(0.01));
    return made;
  };
  try {
    const [filter, wide, narrow] = [filled([3, 3, 32, 32]), filled([1, 1024, 128]), filled([1, 128, 4])];
    const network = (images: number) => {
      const x = filled([images, 32, 32, 32]);
      const [first, second] = [view(x.shape), view(x.shape)];
      const matrix: View<B> = { ...second, shape: [1, 32 * images, 1024] };
      return { x, first, second, matrix, hidden: view([1, 32 * images, 128]), scores: view([1, 32 * images, 4]) };
    };
    const networks = { batch: network(batch), image: network(1) };
    const run = (size: 'batch' | 'image') => {
      const { x, first, second, matrix, hidden, scores } = networks[size];
      const begun = performance.now();
      kernels.conv2d([x, filter], first, pixels);
      kernels.conv2d([first, filter], second, pixels);
      kernels.matmul([matrix, wide], hidden, rows);
      kernels.matmul([hidden, narrow], scores, rows);
      const last = readSync.call(backend, scores.buffer, 'float32', scores.size);
      const ms = performance.now() - begun;
      if (!(last[0] > 0))
        throw new BackendError(`backend '${backend.name}' computes ${last[0]} where a number > 0 is right`);
      return ms;
    };
    return { run, end };
  } catch (error) {
    end();
    throw error;
  }
}
