import type { Tensor } from '@striate/tensor';
import type { InferenceForm } from '../InferenceForm';
import { Layer, type LayerDefaults, type LayerOptions } from '../Layer';

/** The layer that `identityLayer` makes. */
export class Identity extends Layer {
  static className = 'Identity';
  static override readonly defaults = {} satisfies LayerDefaults<LayerOptions>;

  override inferenceForm(): InferenceForm {
    return { kind: 'identity' };
  }

  override call(x: Tensor): Tensor {
    return x;
  }
}

/** Its input, unchanged: a place to hold on to, or what stands where an option leaves a layer out. `identity` is an initializer. */
export function identityLayer(options: LayerOptions = {}): Identity {
  return new Identity(options);
}
