import type { PackedTensors, TrainedCard } from 'striate';
import type { Recipe } from './Recipe';
import { source } from './source';
import type { Training } from './train';

/** What goes with the weights: what the recipe says beforehand, and what the training showed. */
export function cardOf({ about, name, least: _, seed }: Recipe, training: Training, accuracy: number): TrainedCard {
  const { network, weights, options, trainedOn, licence, citation, measuredOn, labels, preprocessing } = about;
  return {
    network,
    weights,
    ...(options && { options }),
    trainedOn,
    licence,
    citation,
    accuracy: { measuredOn, top1: accuracy },
    command: `pnpm train:zoo ${name}`,
    seed,
    epochs: training.epochs,
    minutes: Math.round(training.seconds / 6) / 10,
    machine: training.machine,
    date: training.date,
    labels,
    ...(preprocessing && { preprocessing }),
  };
}

const heading = (card: TrainedCard) => `// Written by \`${card.command}\`.\n`;

/** The module with the card. */
export function cardModule(card: TrainedCard): string {
  return `${heading(card)}import type { TrainedCard } from './TrainedWeights';

export const card: TrainedCard = ${source(card)};
`;
}

/** The module with the weights. */
export function tensorsModule(card: TrainedCard, tensors: PackedTensors, vocabulary?: readonly string[]): string {
  const words = vocabulary ? `\nexport const vocabulary: readonly string[] = ${JSON.stringify(vocabulary)};\n` : '';
  return `${heading(card)}import type { PackedTensors } from '../packTensors';

export const tensors: PackedTensors = ${JSON.stringify(tensors, null, 2)};
${words}`;
}
