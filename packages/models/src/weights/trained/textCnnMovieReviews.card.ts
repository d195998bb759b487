// Written by `pnpm train:zoo textCnn-movie-reviews`.
import type { TrainedCard } from './TrainedWeights';

export const card: TrainedCard = {
  network: 'textCnn',
  weights: 'movie-reviews',
  options: {
    vocabulary: 5000,
    dimensions: 40,
    filters: 64,
  },
  trainedOn: 'Sentence polarity data set 1.0, 9,595 of its 10,662 sentences',
  licence: 'MIT; of the sentences: none stated; for research',
  citation:
    'B. Pang, L. Lee: Seeing stars: Exploiting class relationships for sentiment categorization with respect to rating scales. ACL 2005.',
  accuracy: {
    measuredOn: 'Sentence polarity data set 1.0, the other 1,067 sentences',
    top1: 77.51,
  },
  command: 'pnpm train:zoo textCnn-movie-reviews',
  seed: 2014,
  epochs: 6,
  minutes: 5.4,
  machine: 'Node.js 20.20.2, 2 threads of Intel(R) Xeon(R) Processor @ 2.50GHz, busy with other work too',
  date: '2026-11-22',
  labels: ['negative', 'positive'],
};
