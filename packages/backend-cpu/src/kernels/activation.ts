import type { FusedActivation } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';

/** Activations beyond ReLU, which the matrix product's last step applies itself: a second pass in place. */
export function activateInPlace({ wasm }: Engine, activation: FusedActivation, x: Ptr, n: number): void {
  if (activation === 'relu6') wasm.relu6(x, x, n);
  else if (activation === 'sigmoid') wasm.sigmoid(x, x, n);
  else if (activation === 'tanh') wasm.tanh(x, x, n);
}
