import { count } from '@striate/kit';
import type { TrainedCard } from 'striate';
import type { About } from './Recipe';

/** The model card: what people want to know before they use the weights (Mitchell et al. 2019), in Markdown. */
export function modelCard(about: About, card: TrainedCard, parameters: number): string {
  const options = card.options ? Object.entries(card.options).map(([name, value]) => `${name}: ${value}`) : [];
  const rows: [string, string][] = [
    [
      'Network',
      `\`${card.network}\`${options.length ? ` (${options.join(', ')})` : ''}, ${count(parameters)} weights, stored as float16`,
    ],
    ['Weights', `\`'${card.weights}'\``],
    [
      'Accuracy',
      `${card.accuracy.top1.toFixed(2)} % of ${card.accuracy.measuredOn}, with the weights as they are stored`,
    ],
    ['Trained on', card.trainedOn],
    ['Made by', `\`${card.command}\`: seed ${card.seed}, ${card.epochs} epochs, ${card.minutes} minutes`],
    ['Machine', card.machine],
    ['Date', card.date],
    ['Licence', card.licence],
    ['Cite', card.citation],
  ];
  return `# ${about.title}

| | |
|---|---|
${rows.map(([name, text]) => `| ${name} | ${text} |`).join('\n')}

**Inputs.** ${about.inputs}

**Classes.** ${card.labels.join(', ')}.

**Training.** ${about.training} The same command gives the same bits, on any number of threads. The test set had no part in it: the weights are those of the last epoch.

**For.** ${about.use}

**Limits.** ${about.limits}
`;
}
