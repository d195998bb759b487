import type { Layer } from 'striate';
import type { Block } from './Lesson';

/** The layers with weights, those of one residual block as one, in the order of the network. */
export function blocksOf(layers: readonly Layer[]): Block[] {
  const blocks = new Map<string, Block>();
  for (const layer of layers.filter(({ weights }) => weights.length > 0)) {
    const name = /^layer\d\.\d/.exec(layer.name)?.[0] ?? layer.name;
    const before = blocks.get(name) ?? { name, parameters: 0, trainable: 0 };
    const learns = layer.trainable ? layer.trainableWeights : [];
    const trainable = before.trainable + learns.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    blocks.set(name, { name, parameters: before.parameters + layer.countParams(), trainable });
  }
  return [...blocks.values()];
}
