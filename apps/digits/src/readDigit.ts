import '@striate/parts/onCpu';
import { firstFilters, lookInside } from '@striate/parts/training/lookInside';
import type { Look, Maps } from '@striate/parts/training/news';
import { lenet5, type Sequential } from 'striate';

/** What one of the layers is for, in a few words. */
export const stages: readonly string[] = [
  '6 filters of 5×5 find strokes and edges',
  'the largest of each 2×2: smaller, and indifferent to small shifts',
  '16 filters over all 6 maps find corners and curves',
  'pooled again',
  'the 16 maps as one list',
  '120 units combine what was found',
  '84 units, again',
  'one probability for each digit',
];

let network: Promise<Sequential> | undefined;

/** LeNet-5 with the weights that come with Striate. */
function openNetwork(): Promise<Sequential> {
  network ??= lenet5({ weights: 'mnist' });
  return network;
}

/** What LeNet-5 makes of a drawing. */
export async function readDigit(pixels: Float32Array): Promise<Look> {
  return lookInside(await openNetwork(), pixels);
}

/** The filters of its first layer. */
export async function filters(): Promise<Maps> {
  return firstFilters(await openNetwork(), 6);
}
