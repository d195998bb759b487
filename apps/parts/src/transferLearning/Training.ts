import type { Block, Progress } from './Lesson';

/** What the charts of a lesson show. A line each: classifier, the same held out, unfrozen, the same held out. */
export interface Training {
  readonly epochs: readonly number[];
  readonly losses: readonly (readonly (number | null)[])[];
  readonly accuracies: readonly (readonly (number | null)[])[];
  readonly blocks: readonly Block[];
}

export const noTraining: Training = { epochs: [], losses: [[], [], [], []], accuracies: [[], [], [], []], blocks: [] };

/** A training one report further. */
export function further(training: Training, { stage, blocks, values }: Progress): Training {
  if (!values) return { ...training, blocks };
  const grow = (lines: Training['losses'], own: number, held: number) =>
    lines.map((line, i) => [...line, i >> 1 === stage ? [own, held][i & 1] : null]);
  return {
    blocks,
    epochs: [...training.epochs, training.epochs.length + 1],
    losses: grow(training.losses, values.loss, values.heldLoss),
    accuracies: grow(training.accuracies, values.accuracy, values.heldAccuracy),
  };
}
