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
      return bytes.map((byte, i) => (i === at ? below(256) : byte));
    case 1: // at the beginning, where headers are
      return bytes.map((byte, i) => (i === at % 12 ? below(256) : byte));
    case 2:
      return bytes.slice(0, at);
    case 3:
      return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + below(8))]);
    case 4:
      return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(Math.max(0, at - 16))]);
    default: // digits before the rest: a header that claims more
      return Uint8Array.from([...new TextEncoder().encode('9'.repeat(1 + below(14))), ...bytes]);
  }
}
