import type { Generator, Pair } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { AffineAugmentation, checkName, type Matrix } from './AffineAugmentation';
import type { RandomLayerOptions } from './ImageAugmentation';

export interface RandomFlipOptions extends RandomLayerOptions {
  /** `horizontal` (left and right change places), `vertical`, or both, each by itself. Default `horizontalAndVertical`. */
  mode?: 'horizontal' | 'vertical' | 'horizontalAndVertical';
}

/** The layer that `randomFlip` makes. */
export class RandomFlip extends AffineAugmentation {
  static className = 'RandomFlip';
  static override readonly defaults = {
    mode: 'horizontalAndVertical',
    seed: undefined,
  } satisfies LayerDefaults<RandomFlipOptions>;
  declare readonly config: LayerConfig<RandomFlipOptions, typeof RandomFlip.defaults>;

  constructor(options: RandomFlipOptions = {}) {
    super(options);
    checkName(this.config.mode, ['horizontal', 'vertical', 'horizontalAndVertical'], 'randomFlip: mode');
  }

  protected override maps(n: number, [height, width]: Pair, generator: Generator): Matrix[] {
    const { mode } = this.config;
    const u = generator.uniform(2 * n);
    return Array.from({ length: n }, (_, i): Matrix => {
      const isMirrored = mode !== 'vertical' && u[2 * i] < 0.5;
      const isUpsideDown = mode !== 'horizontal' && u[2 * i + 1] < 0.5;
      const [a, c] = isMirrored ? [-1, width - 1] : [1, 0];
      const [e, f] = isUpsideDown ? [-1, height - 1] : [1, 0];
      return [a, 0, c, 0, e, f];
    });
  }
}

/**
 * In training, mirrors half of the images, at random.
 *
 * @example
 * randomFlip({ mode: 'horizontal', seed: 1 })(images, { training: true });
 */
export function randomFlip(options?: RandomFlipOptions): RandomFlip {
  return new RandomFlip(options);
}
