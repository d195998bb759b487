import { type Backend, BackendError, type Conv2dParams, type Shape, sizeOf, type View } from '@striate/tensor';

const pixels: Conv2dParams = {
  strides: [1, 1],
  padding: { top: 1, bottom: 1, left: 1, right: 1 },
  dilations: [1, 1],
  groups: 1,
};
const rows = { transposeA: false, transposeB: false };

/**
 * A function that runs a small network, two convolutions and two dense layers, to the last value, and gives the milliseconds that it
 * took. Kernels are called directly: this runs where it is being decided on which backend tensors are. `end` frees everything.
 */
export function timeBackend<B>(backend: Backend<B>): { run(): number; end(): void } {
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
    const [x, filter] = [filled([4, 32, 32, 32]), filled([3, 3, 32, 32])];
    const [wide, narrow] = [filled([1, 1024, 128]), filled([1, 128, 4])];
    const images = [view(x.shape), view(x.shape)];
    const matrix: View<B> = { ...images[1], shape: [1, 128, 1024] };
    const [hidden, scores] = [view([1, 128, 128]), view([1, 128, 4])];
    const run = () => {
      const begun = performance.now();
      kernels.conv2d([x, filter], images[0], pixels);
      kernels.conv2d([images[0], filter], images[1], pixels);
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
