import { type ByteSource, byteChunks } from '../readers/byteChunks';

/** Reads a format piece by piece. */
export interface Parser {
  /** It has all it wants: what follows is not read. */
  readonly done: boolean;
  /** Takes what it can, and says how many bytes that was: the rest comes again with more behind it. */
  push(bytes: Uint8Array): number;
  /** The file has ended, with these bytes not taken. Throws if that is too early. */
  end(rest: Uint8Array): void;
}

/** Feeds a parser until it has enough or the source ends. What it leaves over must stay small. */
export async function parseStream(source: ByteSource, parser: Parser, who: string): Promise<void> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of byteChunks(source, who)) {
    const bytes = rest.length === 0 ? chunk : concat(rest, chunk);
    rest = bytes.subarray(parser.push(bytes));
    if (parser.done) return;
  }
  parser.end(rest);
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}
