import { add, mul, setBackend, tensor, transpose } from '@striate/tensor';
import { webgl } from '../webgl';

/** Answers what a backend in this worker computes, on a canvas that came from the page, or on its own. */
self.onmessage = async ({ data: { canvas } }: MessageEvent<{ canvas?: OffscreenCanvas }>) => {
  const backend = webgl({ canvas });
  await setBackend(backend);
  const x = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const y = await transpose(add(mul(x, 10), 1)).array();
  self.postMessage({ y, renderer: backend.renderer, page: typeof document !== 'undefined' });
};
