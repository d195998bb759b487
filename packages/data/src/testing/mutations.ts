import { Generator } from '@striate/tensor';

/** A file with one to four damages each time: bytes changed, left out, doubled, the end cut off, numbers made huge. */
export function* mutations(file: Uint8Array, count: number, seed: number): IterableIterator<Uint8Array> {
  const generator = new Generator(seed);
  for (let i = 0; i < count; i++) {
    const words = generator.bits(16);
    let next = 0;
    const below = (bound: number): number => Math.floor((words[next++ % 16] / 2 ** 32) * bound);
    let bytes = file;
    for (let damages = 1 + below(4); damages > 0; damages--) bytes = damage(bytes, below);
    yield bytes;
  }
}

function damage(bytes: Uint8Array, below: (bound: number) => number): Uint8Array {
  const at = below(bytes.length);
  switch (below(6)) {
    case 0: // anywhere, any byte
      return spliced(bytes, at, at + 1, Uint8Array.of(below(256)));
    case 1: // at the beginning, where headers are
      return spliced(bytes, at % 12, (at % 12) + 1, Uint8Array.of(below(256)));
    case 2:
      return bytes.subarray(0, at);
    case 3:
      return spliced(bytes, at, at + 1 + below(8), none);
    case 4: // something twice
      return spliced(bytes, at, at, bytes.subarray(Math.max(0, at - 16), at));
    default: // digits before the rest: a header that claims more
      return spliced(bytes, 0, 0, new Uint8Array(1 + below(14)).fill(0x39));
  }
}

const none = new Uint8Array(0);

/** The bytes with others in the place of those from `from` to `to`. */
function spliced(bytes: Uint8Array, from: number, to: number, others: Uint8Array): Uint8Array {
  const rest = bytes.subarray(to);
  const out = new Uint8Array(from + others.length + rest.length);
  out.set(bytes.subarray(0, from));
  out.set(others, from);
  out.set(rest, from + others.length);
  return out;
}
