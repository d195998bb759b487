/** Rows of numbers. */
export type Matrix = readonly (readonly number[])[];

export const exampleNames = ['convolution', 'dense', 'relu', 'sigmoid', 'maxPooling', 'softmax'] as const;
export type ExampleName = (typeof exampleNames)[number];

/** The numbers an op is tried on. */
export interface Example {
  readonly x: Matrix;
  /** Where the op has weights. */
  readonly w?: Matrix;
  readonly target: Matrix;
  /** The tape, in the order in which it was recorded. */
  readonly tape: readonly string[];
  /** How far values are moved to check a gradient: float32 has seven digits, so neither too far nor too little. */
  readonly nudge: number;
  /** Steps of about this size lower the loss. */
  readonly learningRate: number;
}

/** Small numbers for each op; those of the convolution are from the second lecture, its target is what better weights give. */
export const examples: Readonly<Record<ExampleName, Example>> = {
  convolution: {
    x: [
      [0, 80, 40],
      [20, 40, 0],
      [0, 0, 40],
    ],
    w: [
      [0, 0.25],
      [0.5, 1],
    ],
    target: [
      [72, 108],
      [32, 80],
    ],
    tape: ['conv2d', 'squaredDifference', 'mean'],
    nudge: 0.01,
    learningRate: 1e-4,
  },
  dense: {
    x: [[1, 2, -1]],
    w: [
      [0.5, -0.25],
      [0.25, 0.5],
      [-0.5, 1],
    ],
    target: [[2, -1]],
    tape: ['matmul', 'squaredDifference', 'mean'],
    nudge: 0.01,
    learningRate: 0.1,
  },
  relu: {
    x: [
      [2, -1],
      [-3, 0.5],
    ],
    target: [
      [1, 1],
      [1, 1],
    ],
    tape: ['relu', 'squaredDifference', 'mean'],
    nudge: 0.01,
    learningRate: 0.1,
  },
  sigmoid: {
    x: [
      [2, -1],
      [-3, 0.5],
    ],
    target: [
      [1, 1],
      [0, 0],
    ],
    tape: ['sigmoid', 'squaredDifference', 'mean'],
    nudge: 0.01,
    learningRate: 1,
  },
  maxPooling: {
    x: [
      [1, 2, 1, 0],
      [0, 1, 2, 3],
      [3, 0, 1, 2],
      [2, 4, 0, 1],
    ],
    target: [
      [1, 1],
      [1, 1],
    ],
    tape: ['maxPool2d', 'squaredDifference', 'mean'],
    nudge: 0.01,
    learningRate: 0.1,
  },
  softmax: {
    x: [[2, 1, -1]],
    target: [[0, 1, 0]],
    tape: ['softmax', 'log', 'mul', 'sum', 'neg'],
    nudge: 0.01,
    learningRate: 1,
  },
};
