import { sizeOf } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { cpu } from './cpu';
import { relativeError, values } from './testBench';

describe('cpu', () => {
  it('refuses options it does not have', () => {
    expect(() => cpu({ threads: 0 })).toThrow('cpu: threads must be a whole number >= 1, got 0');
    // @ts-expect-error: only 4 and 6 are Winograd tiles.
    expect(() => cpu({ winogradTile: 5 })).toThrow('cpu: winogradTile must be 4 or 6, got 5');
  });

  describe('winogradTile: 6', () => {
    const padding = { top: 1, bottom: 1, left: 1, right: 1 };
    const params = { strides: [1, 1], padding, dilations: [1, 1], groups: 1 } as const;
    const image = [2, 43, 45, 32];
    const filter = [3, 3, 32, 32];

    const run = (winogradTile: 4 | 6 | undefined, gradient: boolean) => {
      const backend = cpu({ threads: 1, winogradTile });
      const view = (shape: number[], seed: number) => {
        const size = sizeOf(shape);
        const buffer = backend.alloc('float32', size);
        backend.write(buffer, values(size, seed));
        return { buffer, shape, dtype: 'float32' as const, size };
      };
      const [x, w, y] = [view(image, 1), view(filter, 2), view(image, 3)];
      if (gradient) backend.kernels.conv2dInputGrad?.([x, w], y, { ...params, inputSize: [43, 45] });
      else backend.kernels.conv2d([x, w], y, params);
      return backend.readSync(y.buffer, 'float32', y.size);
    };

    it.each([
      ['convolution', false],
      ['input gradient', true],
    ])('agrees with the default up to rounding: %s', (_, gradient) => {
      const plain = run(undefined, gradient);
      const large = run(6, gradient);
      expect(relativeError(large, plain)).toBeLessThan(1e-4);
      // Not the same: the option is heeded, and only on request.
      expect(large).not.toEqual(plain);
      expect(run(4, gradient)).toEqual(plain);
    });
  });
});
