import { elu as activate, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

export interface ELUOptions extends LayerOptions {
  /** What very negative values come to, times -1. Default 1. */
  alpha?: number;
}

/** The layer that `elu` makes. */
export class ELU extends Layer {
  static className = 'ELU';
  static override readonly defaults = { alpha: 1 } satisfies LayerDefaults<ELUOptions>;
  declare readonly config: LayerConfig<ELUOptions, typeof ELU.defaults>;

  override call(x: Tensor): Tensor {
    return activate(x, this.config.alpha);
  }
}

/** `x` above 0, `alpha * (exp(x) - 1)` below, as a layer (Clevert 2015). */
export function elu(options: ELUOptions = {}): ELU {
  return new ELU(options);
}
