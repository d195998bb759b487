import { tensor } from '@striate/tensor';
import { compileNetwork } from '../../network/compileNetwork';
import { lenet5 } from '../../network/network';
import { makeProblem, type Problem } from '../../network/problem';
import { buildTfjs } from '../../peers/tfjsLayers';
import type { Variant } from '../contract';
import type { Core, PageCase, Side } from './Entrants';
import { trainVariants } from './variants';

/** A training step of LeNet-5: forward, loss, backward, Adam. The losses of the first three must agree. */
export function lenetStep(batch: number): PageCase {
  return {
    variants: trainVariants,
    async prepare() {
      const problem = makeProblem(lenet5, batch);
      return { ours: () => oursOf(problem), tfjs: (tf, variant) => tfjsOf(problem, tf, variant) };
    },
  };
}

async function oursOf(problem: Problem): Promise<Side> {
  const { images, labels, batch, network } = problem;
  const x = tensor(images, [batch, ...network.inputShape]);
  const y = tensor(labels, [batch]);
  const net = compileNetwork(problem);
  return trained(async (steps) => {
    const { history } = await net.fit(x, y, { batchSize: batch, stepsPerEpoch: steps, shuffle: false, verbose: 0 });
    return history.loss[0];
  });
}

async function tfjsOf(problem: Problem, tf: Core, { way }: Variant): Promise<Side> {
  const tfl = await import('@tensorflow/tfjs-layers');
  const { images, labels, batch, network } = problem;
  const net = buildTfjs(tf, tfl, problem);
  const x = tf.tensor(images, [batch, ...network.inputShape]);
  const y = tf.tensor1d(Float32Array.from(labels));
  if (way === 'trainOnBatch') {
    return trained(async (steps) => {
      let loss = Number.NaN;
      for (let i = 0; i < steps; i++) loss = Number(await net.trainOnBatch(x, y));
      return loss;
    });
  }
  // An epoch of as many batches as steps, all of them the same.
  let tiles: { count: number; x: typeof x; y: typeof y } = { count: 1, x, y };
  return trained(async (steps) => {
    if (tiles.count !== steps) {
      if (tiles.count > 1) tf.dispose([tiles.x, tiles.y]);
      tiles =
        steps === 1 ? { count: 1, x, y } : { count: steps, x: tf.tile(x, [steps, 1, 1, 1]), y: tf.tile(y, [steps]) };
    }
    const { history } = await net.fit(tiles.x, tiles.y, {
      batchSize: batch,
      shuffle: false,
      verbose: 0,
      yieldEvery: 'never',
    });
    return Number(history.loss[0]);
  });
}

function trained(fit: (steps: number) => Promise<number>): Side {
  return {
    run: async (times) => [await fit(times)],
    prove: async () => [await fit(1), await fit(1)],
  };
}
