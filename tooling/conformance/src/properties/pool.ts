import fc from 'fast-check';
import { poolCasesOf } from '../cases/pool';
import { type Property, seeds, size, sizes } from './property';

const pools = fc
  .record({
    batch: size(1, 2),
    channels: size(1, 9),
    poolSize: sizes(1, 4),
    strides: sizes(1, 4),
    edges: fc.tuple(sizes(0, 3), sizes(0, 3)),
    rest: sizes(0, 7),
    ceilMode: fc.boolean(),
    seed: seeds,
  })
  .map(({ batch, channels, poolSize, strides, edges, rest, ceilMode, seed }) => {
    // Padding stays below the window, so that every window sees the image.
    const [vertical, horizontal] = edges.map((edge, axis) =>
      edge.map((pixels) => Math.min(pixels, poolSize[axis] - 1)),
    );
    const length = (axis: 0 | 1, [before, after]: number[]) =>
      Math.max(1, poolSize[axis] - before - after) + rest[axis];
    const setup = {
      name: 'by chance',
      x: [batch, length(0, vertical), length(1, horizontal), channels],
      poolSize,
      strides,
      padding: [
        [vertical[0], vertical[1]],
        [horizontal[0], horizontal[1]],
      ] as const,
      ceilMode,
    };
    return poolCasesOf(setup, seed).map((each) => ({ ...each, positions: 6 }));
  });

export const poolProperties: readonly Property[] = [{ name: 'pooling and its gradients', runs: 50, cases: pools }];
