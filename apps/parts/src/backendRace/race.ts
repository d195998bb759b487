import { cpu, ops, setBackend, tensor, webgl } from 'striate';
import { type ConvolutionSizes, plainConvolution } from './plainConvolution';

export type Runner = 'typescript' | 'wasm' | 'threads' | 'webgl';

/** How a runner did. */
export interface Result {
  /** Of one convolution: the best of several. */
  readonly ms: number;
  /** The largest difference from what the plain loops give, as a share of their largest value. */
  readonly difference: number;
}

const enough = 400;
const mostRuns = 30;

/** Times one convolution on one runner; undefined where this machine or this page does not have it. */
export async function race(runner: Runner, sizes: ConvolutionSizes, threads: number): Promise<Result | undefined> {
  const { side, channels, filters, kernel } = sizes;
  const x = wave(side * side * channels, 0.37);
  const w = wave(kernel * kernel * channels * filters, 0.61);
  const expected = plainConvolution(x, w, sizes);
  if (runner === 'typescript') return { ms: await best(async () => plainConvolution(x, w, sizes)), difference: 0 };
  if (runner === 'threads' && threads < 2) return undefined;
  try {
    if (runner === 'webgl') await setBackend(webgl());
    else await setBackend(cpu({ threads: runner === 'threads' ? threads : 1 }));
  } catch {
    return undefined;
  }
  // Threads start while the page goes on.
  if (runner === 'threads') await new Promise((go) => setTimeout(go, 300));
  const image = tensor(x, [1, side, side, channels]);
  const filter = tensor(w, [kernel, kernel, channels, filters]);
  const run = async () => {
    const y = ops.conv2d(image, filter, { padding: 'same' });
    // A GPU has computed when one of its numbers is here.
    const values = await y.data();
    y.dispose();
    return values;
  };
  const given = await run();
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const difference = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - given[i])), 0) / largest;
  return { ms: await best(run), difference };
}

/** Numbers from -1 to 1 that repeat nowhere soon. */
function wave(length: number, step: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * step));
}

async function best(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < mostRuns && (i < 2 || performance.now() - begun < enough); i++) {
    const from = performance.now();
    await run();
    least = Math.min(least, performance.now() - from);
  }
  return least;
}
