import { conv2dTranspose } from '@striate/tensor';
import fc from 'fast-check';
import type { Case } from '../case';
import { type ConvSetup, forwardCase, gradientCases } from '../cases/conv';
import { randomArray } from '../randomArray';
import * as reference from '../reference/conv';
import { type Property, seeds, size, sizes } from './property';

type Pair = readonly [number, number];

/** An input so large that the output has from 1 to `most` positions, whatever the window, its dilation and the padding. */
function inputLength(
  window: number,
  dilation: number,
  padding: Pair,
  stride: number,
  positions: number,
  rest: number,
): number {
  const reach = (window - 1) * dilation + 1;
  return Math.max(1, reach - padding[0] - padding[1]) + (positions - 1) * stride + (rest % stride);
}

const anything = fc
  .record({
    batch: size(1, 3),
    groups: size(1, 3),
    groupChannels: size(1, 5),
    groupFilters: size(1, 5),
    window: sizes(1, 4),
    strides: sizes(1, 3),
    dilations: sizes(1, 3),
    vertical: sizes(0, 3),
    horizontal: sizes(0, 3),
    positions: sizes(1, 5),
    rest: sizes(0, 2),
    seed: seeds,
  })
  .map((all): { setup: ConvSetup; seed: number } => {
    const { batch, groups, window, strides, dilations, vertical, horizontal, positions, rest, seed } = all;
    const height = inputLength(window[0], dilations[0], vertical, strides[0], positions[0], rest[0]);
    const width = inputLength(window[1], dilations[1], horizontal, strides[1], positions[1], rest[1]);
    const setup: ConvSetup = {
      name: 'by chance',
      x: [batch, height, width, groups * all.groupChannels],
      w: [...window, all.groupChannels, groups * all.groupFilters],
      strides,
      dilations,
      groups,
      padding: [vertical, horizontal],
      large: true,
    };
    return { setup, seed };
  });

/** Channel counts and sizes at which fast convolutions change their way of computing. */
const wide = fc
  .record({
    batch: size(1, 2),
    image: sizes(3, 13),
    channels: fc.constantFrom(4, 8, 12, 16, 17, 32),
    filters: fc.constantFrom(4, 8, 9, 16, 24),
    window: fc.constantFrom<Pair>([3, 3], [1, 1], [5, 5], [3, 1]),
    strides: fc.constantFrom<Pair>([1, 1], [2, 2]),
    seed: seeds,
  })
  .map(({ batch, image, channels, filters, window, strides, seed }): { setup: ConvSetup; seed: number } => ({
    setup: {
      name: 'by chance',
      x: [batch, ...image, channels],
      w: [...window, channels, filters],
      strides,
      padding: 'same',
      large: true,
    },
    seed,
  }));

const depthwise = fc
  .record({
    image: sizes(3, 11),
    channels: size(1, 19),
    multiplier: size(1, 2),
    window: fc.constantFrom<Pair>([3, 3], [5, 5], [2, 3]),
    strides: sizes(1, 2),
    seed: seeds,
  })
  .map(({ image, channels, multiplier, window, strides, seed }): { setup: ConvSetup; seed: number } => ({
    setup: {
      name: 'by chance',
      x: [2, ...image, channels],
      w: [...window, 1, channels * multiplier],
      groups: channels,
      strides,
      padding: 'same',
      large: true,
    },
    seed,
  }));

const threeWays = ({ setup, seed }: { setup: ConvSetup; seed: number }) => [
  forwardCase(setup, seed),
  ...gradientCases(setup, seed),
];

/** The transposed convolution is the adjoint: it must agree with the input gradient's loops. */
const transposed = fc
  .record({
    image: sizes(1, 5),
    channels: size(1, 5),
    filters: size(1, 5),
    window: sizes(1, 4),
    strides: sizes(1, 3),
    seed: seeds,
  })
  .map(({ image, channels, filters, window, strides, seed }): Case[] => {
    const output: Pair = [(image[0] - 1) * strides[0] + window[0], (image[1] - 1) * strides[1] + window[1]];
    return [
      {
        op: 'conv2dTranspose',
        name: 'by chance',
        inputs: [randomArray([2, ...image, channels], seed), randomArray([...window, filters, channels], seed + 1)],
        params: { strides },
        run: (x, w) => conv2dTranspose(x, w, { strides }),
        reference: (x, w) => reference.conv2dTranspose(x, w, reference.convParams({ strides }), output),
        tolerance: { relative: 3e-5 },
        positions: 4,
      },
    ];
  });

export const convProperties: readonly Property[] = [
  { name: 'conv2d and its gradients, any parameters', runs: 60, cases: anything.map(threeWays) },
  { name: 'conv2d and its gradients, many channels', runs: 25, cases: wide.map(threeWays) },
  { name: 'depthwise convolution and its gradients', runs: 20, cases: depthwise.map(threeWays) },
  { name: 'conv2dTranspose and its gradients', runs: 20, cases: transposed },
];
