import {
  adagrad,
  adam,
  denseNetwork,
  lecture5Cnn,
  lenet5,
  type Optimizer,
  rmsprop,
  type Sequential,
  seed as setSeed,
  sgd,
} from 'striate';
import type { NetworkName, OptimizerChoice, TrainingSettings } from './settings';

const networks: Readonly<Record<NetworkName, () => Sequential>> = {
  lenet5: () => lenet5(),
  lecture5Cnn: () => lecture5Cnn(),
  dense: () => denseNetwork(),
};

const optimizers: Readonly<Record<OptimizerChoice, (learningRate: number) => Optimizer>> = {
  adam: (learningRate) => adam({ learningRate }),
  sgd: (learningRate) => sgd({ learningRate }),
  momentum: (learningRate) => sgd({ learningRate, momentum: 0.9 }),
  rmsprop: (learningRate) => rmsprop({ learningRate }),
  adagrad: (learningRate) => adagrad({ learningRate }),
};

/** A fresh network, ready to be trained: the same settings give the same weights. */
export function buildNetwork({ network, optimizer, learningRate, seed }: TrainingSettings): Sequential {
  setSeed(seed);
  const net = networks[network]();
  net.compile({
    optimizer: optimizers[optimizer](learningRate),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return net;
}
