import type { Model } from 'striate';

/** The values of all weights by name, byte by byte. */
export type Bits = ReadonlyMap<string, Buffer>;

export async function bitsOf(net: Model): Promise<Bits> {
  const bits = new Map<string, Buffer>();
  for (const [name, weight] of net.namedWeights()) {
    const { buffer, byteOffset, byteLength } = await weight.data();
    bits.set(name, Buffer.from(Buffer.from(buffer, byteOffset, byteLength)));
  }
  return bits;
}

/** What a training left as it was, and what it changed. */
export interface Untouched {
  /** Weights that are the same in every bit, moving statistics among them. */
  readonly same: number;
  readonly sameValues: number;
  readonly sameStatistics: number;
  readonly changed: readonly string[];
}

export function compareBits(before: Bits, after: Bits): Untouched {
  const names = [...before.keys()];
  const isSame = (name: string) => {
    const [one, other] = [before.get(name), after.get(name)];
    return one !== undefined && other !== undefined && one.equals(other);
  };
  const same = names.filter(isSame);
  return {
    same: same.length,
    sameValues: same.reduce((sum, name) => sum + (before.get(name)?.length ?? 0) / 4, 0),
    sameStatistics: same.filter((name) => /moving_(mean|variance)$/.test(name)).length,
    changed: names.filter((name) => !isSame(name)),
  };
}
