import { type Backend, seed, setBackend, sharedGenerator } from '@striate/tensor';
import { batchNormalization } from '../../layers/BatchNormalization';
import { conv2d } from '../../layers/Conv2D';
import { dense } from '../../layers/Dense';
import { dropout } from '../../layers/Dropout';
import { flatten } from '../../layers/Flatten';
import type { Model } from '../../models/Model';
import { sequential } from '../../models/Sequential';
import { adam } from '../../optimizers/Adam';
import type { OptimizerLike } from '../../optimizers/resolveOptimizer';
import { sgd } from '../../optimizers/SGD';
import { cosineDecay } from '../../schedules/cosineDecay';
import { type Losable, losable } from '../../testing/losable';
import { stripes } from '../../testing/stripes';
import type { FitOptions } from '../fit';

export const momentum = () => sgd({ learningRate: 0.01, momentum: 0.9 });
export const decaying = () =>
  adam({ learningRate: cosineDecay({ initialLearningRate: 0.01, decaySteps: 60 }), useEma: true, emaMomentum: 0.9 });

export function network(optimizer: OptimizerLike): Model {
  seed(7);
  const net = sequential([
    conv2d({ filters: 4, kernelSize: 3, inputShape: [8, 8, 1] }),
    batchNormalization(),
    flatten(),
    dropout({ rate: 0.3 }),
    dropout({ rate: 0.1, seed: 3 }),
    dense({ units: 4, activation: 'softmax' }),
  ]);
  net.compile({ optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  return net;
}

/** Everything that a training leaves behind, in numbers. */
export async function standing(net: Model) {
  const weights = net.namedWeights();
  const { tensors, numbers } = net.optimizer.stateOf(weights);
  const all = await Promise.all([...weights, ...tensors].map(async ([name, t]) => [name, [...(await t.data())]]));
  return {
    values: Object.fromEntries(all),
    numbers,
    generators: [sharedGenerator().state, ...net.generators.map((g) => g.state)],
  };
}

/** A device that is lost in the training and, once more, after it: what it has learned is preserved. */
export async function train<B>(backend: Backend<B>, optimizer: () => OptimizerLike, options: FitOptions = {}) {
  await setBackend(backend);
  const net = network(optimizer());
  const { x, y } = stripes(48);
  const built = { ...counts(backend) };
  const fitted = await net.fit(x, y, { epochs: 3, batchSize: 16, validationSplit: 1 / 3, verbose: 0, ...options });
  const ended = { ...counts(backend) };
  if (isLosable(backend)) backend.lose();
  await backend.restored?.();
  const { epoch, history } = fitted;
  return { net, built, ended, result: { epoch, history, ...(await standing(net)) } };
}

export const isLosable = (backend: object): backend is Losable => 'counts' in backend;

export const counts = (backend: object) => (isLosable(backend) ? backend.counts : { ops: 0, reads: 0, losses: 0 });

/** A device that is lost where these counts are reached, and its counts by the end of `fit`. */
export function lostAt(what: 'op' | 'read', ...at: number[]): Losable {
  const device = losable();
  device.strike = (kind) => kind === what && at.includes(device.counts[kind === 'op' ? 'ops' : 'reads']);
  return device;
}
