/** The networks that can be trained on digits. */
export const networkNames = ['lenet5', 'lecture5Cnn', 'dense'] as const;
export type NetworkName = (typeof networkNames)[number];

/** The optimizers on offer, by their names in Striate. */
export const optimizerNames = ['adam', 'sgd', 'momentum', 'rmsprop', 'adagrad'] as const;
export type OptimizerChoice = (typeof optimizerNames)[number];

/** What a training depends on, all of it: the same settings give the same numbers. */
export interface TrainingSettings {
  readonly network: NetworkName;
  readonly optimizer: OptimizerChoice;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly seed: number;
}

export function isNetwork(name: unknown): name is NetworkName {
  return networkNames.some((known) => known === name);
}

export function isOptimizer(name: unknown): name is OptimizerChoice {
  return optimizerNames.some((known) => known === name);
}

/** Ranges of the numbers; links and attributes may say anything. */
export const ranges = {
  learningRate: [1e-5, 1],
  batchSize: [4, 256],
  epochs: [1, 20],
  seed: [0, 999_999],
} as const satisfies Record<string, readonly [least: number, most: number]>;

/** The learning rates to choose from. */
export const learningRates = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1];
