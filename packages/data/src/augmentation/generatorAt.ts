import { Generator } from '@striate/tensor';

/** The generator of one batch of one pass: it can be had without those before it. */
export function generatorAt(seed: number, epoch: number, index: number): Generator {
  const pass = new Generator(seed, epoch).fork();
  return new Generator(pass.state.seed, index).fork();
}
