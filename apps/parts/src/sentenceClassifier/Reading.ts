/** A word of the sentence as the network takes it. */
export interface Word {
  readonly text: string;
  /** Whether the network's 5,000 words have it. */
  readonly known: boolean;
  /** Its embedding. */
  readonly vector: Float32Array;
}

/** One of the network's filters, as it went over a sentence. */
export interface Filter {
  /** How many words it sees: 3, 4 or 5. */
  readonly width: number;
  /** From 0, among those of its width. */
  readonly number: number;
  /** What it answered at each place, after ReLU. Place 0 begins before the first word. */
  readonly answers: Float32Array;
  /** The place of the largest answer, which is all that max-over-time pooling keeps. */
  readonly at: number;
  readonly pooled: number;
  /** What the pooled value adds to the tone: it times the difference of the two classes' weights. */
  readonly contribution: number;
}

/** What the network made of a sentence. */
export interface Reading {
  readonly words: readonly Word[];
  /** Of the tones, negative and positive. */
  readonly probabilities: readonly [negative: number, positive: number];
  readonly filters: readonly Filter[];
  /** The difference of the classes' biases. With the contributions of all filters it is `logOdds`. */
  readonly bias: number;
  /** ln(positive / negative). */
  readonly logOdds: number;
  /** Steps of padding before the first word. */
  readonly padding: number;
}

/** The words that won for some filters, and what those add to the tone together. */
export interface Phrase {
  readonly from: number;
  readonly width: number;
  readonly filters: readonly Filter[];
  readonly contribution: number;
}

/** What decided: filters that found their maximum at the same words are one phrase. The strongest first. */
export function phrasesOf({ filters, padding }: Reading): Phrase[] {
  const groups = new Map<string, Filter[]>();
  for (const filter of filters) {
    const key = `${filter.width},${filter.at}`;
    groups.set(key, [...(groups.get(key) ?? []), filter]);
  }
  const phrases = [...groups.values()].map((group) => ({
    from: group[0].at - padding,
    width: group[0].width,
    filters: group,
    contribution: group.reduce((sum, { contribution }) => sum + contribution, 0),
  }));
  return phrases.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}
