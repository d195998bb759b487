/** What a vocabulary is made from: how often each token was seen, and in how many texts. */
export class TokenCounts {
  /** In the order of first sight. */
  readonly tokens = new Map<string, number>();
  readonly texts = new Map<string, number>();
  /** Texts seen. */
  documents = 0;

  /** Counts the tokens of one text. */
  add(tokens: readonly string[]): void {
    this.documents++;
    for (const token of tokens) increment(this.tokens, token);
    for (const token of new Set(tokens)) increment(this.texts, token);
  }
}

function increment(counts: Map<string, number>, token: string): void {
  counts.set(token, (counts.get(token) ?? 0) + 1);
}

/** How much less a token says that is in more of the texts: `ln(1 + documents / (1 + texts))`, in Keras' words idf. */
export function inverseDocumentFrequency(documents: number, texts: number): number {
  return Math.log(1 + documents / (1 + texts));
}
