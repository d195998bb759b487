import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { randomArray } from '../randomArray';
import * as reference from '../reference/norm';
import { layerNorm, localResponseNorm } from '../reference/norm';

const batches: Case[] = [
  { shape: [7, 5], twice: true },
  { shape: [2, 3, 4, 3], twice: false },
  { shape: [3, 2, 2, 17], twice: false },
  { shape: [2, 1, 3, 8], twice: true },
].flatMap(({ shape, twice }, i): Case[] => {
  const channels = [shape[shape.length - 1]];
  const x = randomArray(shape, 540 + i, -2, 3);
  const scale = randomArray(channels, 550 + i, 0.5, 2);
  const offset = randomArray(channels, 560 + i);
  return [
    {
      op: 'batchNorm',
      name: `inference, [${shape}]`,
      inputs: [x, randomArray(channels, 570 + i), randomArray(channels, 580 + i, 0.3, 2), scale, offset],
      run: (x, mean, variance, scale, offset) => ops.batchNorm(x, mean, variance, scale, offset, 1e-3),
      reference: (x, mean, variance, scale, offset) => reference.batchNorm(x, mean, variance, scale, offset, 1e-3),
      secondOrder: twice,
    },
    {
      op: 'batchNorm',
      name: `by moments, [${shape}]`,
      inputs: [x, scale, offset],
      run: (x, scale, offset) => {
        const { mean, variance } = ops.moments(x);
        return ops.batchNorm(x, mean, variance, scale, offset, 1e-3);
      },
      reference: (x, scale, offset) => reference.batchNormTraining(x, scale, offset, 1e-3),
      secondOrder: twice,
    },
    {
      op: 'batchNormTraining',
      name: `[${shape}]`,
      inputs: [x, scale, offset],
      run: (x, scale, offset) => ops.batchNormTraining(x, scale, offset, 1e-3).y,
      reference: (x, scale, offset) => reference.batchNormTraining(x, scale, offset, 1e-3),
      secondOrder: twice,
    },
    {
      op: 'moments',
      name: `mean, [${shape}]`,
      inputs: [x],
      run: (x) => ops.moments(x).mean,
      reference: (x) => reference.channelMoments(x).mean,
    },
    {
      op: 'moments',
      name: `variance, [${shape}]`,
      inputs: [x],
      run: (x) => ops.moments(x).variance,
      reference: (x) => reference.channelMoments(x).variance,
    },
  ];
});

const farFromZero: Case[] = [
  {
    op: 'moments',
    name: 'variance of values far from zero',
    inputs: [randomArray([37, 5], 590, 1000, 1001)],
    run: (x) => ops.moments(x).variance,
    reference: (x) => reference.channelMoments(x).variance,
    // float32 holds these values to 6e-5: a sum of squares minus a square of the mean would be off by whole units.
    tolerance: { relative: 1e-3 },
    gradient: false,
  },
  {
    op: 'batchNormTraining',
    name: 'values far from zero',
    inputs: [randomArray([37, 5], 594, 1000, 1001), randomArray([5], 595, 0.5, 2), randomArray([5], 596)],
    run: (x, scale, offset) => ops.batchNormTraining(x, scale, offset, 1e-3).y,
    reference: (x, scale, offset) => reference.batchNormTraining(x, scale, offset, 1e-3),
    // The mean itself has to be rounded to 3e-5, a ten-thousandth of the deviation, and the gradient sums that up.
    tolerance: { relative: 3e-3 },
  },
];

const moving: Case[] = [
  {
    op: 'followStatistics',
    name: '7 channels',
    inputs: [randomArray([7], 591), randomArray([7], 592, 0.5, 2), randomArray([2, 7], 593)],
    run: (mean, variance, statistics) => {
      const variables = [new ops.Variable(mean), new ops.Variable(variance)] as const;
      ops.followStatistics(...variables, statistics, 0.9);
      const result = ops.stack(variables);
      for (const variable of variables) variable.dispose();
      return result;
    },
    reference: (mean, variance, statistics) => ({
      shape: [2, 7],
      data: statistics.data.map((value, i) => 0.1 * value + 0.9 * [...mean.data, ...variance.data][i]),
    }),
    gradient: false,
  },
];

const layers: Case[] = [
  [4, 7],
  [2, 3, 5],
  [2, 3, 2, 6],
].map((shape, i) => ({
  op: 'layerNorm',
  name: `[${shape}]`,
  inputs: [
    randomArray(shape, 600 + i, -2, 3),
    randomArray([shape[shape.length - 1]], 610, 0.5, 2),
    randomArray([shape[shape.length - 1]], 611),
  ],
  run: (x, scale, offset) => ops.layerNorm(x, { scale, offset, epsilon: 1e-3 }),
  reference: (x, scale, offset) => layerNorm(x, scale, offset, 1e-3),
  secondOrder: i === 0,
}));

const responses: Case[] = [
  { size: 5, alpha: 0.3, beta: 0.75, k: 2, shape: [2, 3, 2, 8] },
  { size: 3, alpha: 0.5, beta: 0.5, k: 1, shape: [1, 2, 3, 5] },
  { size: 5, alpha: 0.5, beta: 0.75, k: 1, shape: [2, 2, 2, 3] },
].map(({ shape, ...options }, i) => ({
  op: 'localResponseNorm',
  name: `[${shape}] over ${options.size} channels`,
  inputs: [randomArray(shape, 620 + i, -2, 2)],
  params: options,
  run: (x) => ops.localResponseNorm(x, options),
  reference: (x) => localResponseNorm(x, options),
  secondOrder: i === 1,
}));

export const normCases: Case[] = [...batches, ...farFromZero, ...moving, ...layers, ...responses];
