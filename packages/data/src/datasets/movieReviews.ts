import { decodeLatin1 } from '../readers/latin1';
import { archiveFiles } from './archiveFiles';
import type { DatasetCard, DatasetOptions, WithCard } from './DatasetCard';

/** Sentences and the class of each. */
export interface LabelledTexts {
  readonly texts: readonly string[];
  /** `[n]`: the class of each text, from 0. */
  readonly labels: Int32Array;
  readonly length: number;
  /** The name of each class, by its number. */
  readonly classNames: readonly string[];
}

/** Where the movie reviews come from, and their file. */
export const movieReviewsCard: DatasetCard = {
  name: 'movie-reviews',
  title: 'Sentence polarity dataset v1.0: sentences from reviews of films',
  source: 'https://www.cs.cornell.edu/people/pabo/movie-review-data/',
  licence: 'none stated; for research',
  citation:
    'B. Pang, L. Lee: Seeing stars: Exploiting class relationships for sentiment categorization with respect to rating scales. ACL 2005.',
  files: [
    {
      name: 'rt-polaritydata.tar.gz',
      bytes: 487770,
      sha256: 'a05befe52aafda71d458d188a1c54506a998b1308613ba76bbda2e5029409ce9',
      urls: [
        'https://www.cs.cornell.edu/people/pabo/movie-review-data/rt-polaritydata.tar.gz',
        'https://storage.googleapis.com/seldon-datasets/sentence_polarity_v1/rt-polaritydata.tar.gz',
      ],
    },
  ],
  classNames: ['negative', 'positive'],
  shapes: { texts: [10662], labels: [10662] },
};

const files = ['rt-polarity.neg', 'rt-polarity.pos'];

/**
 * 10,662 sentences from reviews of films, half of them negative (0), half positive (1), tokens separated by spaces (Pang and Lee 2005):
 * what Kim's text CNN (2014) learned from. Negative ones first: shuffle before you split.
 *
 * From `folder` (the archive `rt-polaritydata.tar.gz`, or `rt-polarity.neg` and `.pos`), else from the cache or downloaded (0.5 MB).
 *
 * @throws {StriateError} if a file is missing, and cannot be downloaded: names it, and says where to put it.
 * @throws {FormatError} if the archive is damaged.
 *
 * @example
 * const { texts, labels } = await movieReviews();
 * texts[0];  // 'simplistic , silly and tedious .'
 * labels[0]; // 0, negative
 */
export async function movieReviews(options: DatasetOptions = {}): Promise<WithCard<LabelledTexts>> {
  const lines = new Map<string, string[]>();
  await archiveFiles(movieReviewsCard, 'rt-polaritydata', files, options, (name, bytes) => {
    lines.set(name, sentences(bytes));
  });
  const texts: string[] = [];
  const labels: number[] = [];
  for (const [label, name] of files.entries()) {
    for (const line of lines.get(name) ?? []) {
      texts.push(line);
      labels.push(label);
    }
  }
  const { classNames } = movieReviewsCard;
  return { texts, labels: Int32Array.from(labels), length: texts.length, classNames, card: movieReviewsCard };
}

function sentences(bytes: Uint8Array): string[] {
  // Lines end in \n alone.
  const lines = decodeLatin1(bytes).split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
