import { Generator } from '@striate/tensor';

/** Whole numbers below a bound, from a seed. */
type Dice = (bound: number) => number;

/** Files with one to four damages each, of the files in turn. The same seed gives the same files. */
export function* mutations(files: readonly Uint8Array[], count: number, seed: number): IterableIterator<Uint8Array> {
  const roll = dice(seed);
  for (let i = 0; i < count; i++) {
    let bytes = files[i % files.length];
    for (let damages = 1 + roll(4); damages > 0; damages--) bytes = damage(bytes, files, roll);
    yield bytes;
  }
}

function dice(seed: number): Dice {
  const generator = new Generator(seed);
  let numbers: ArrayLike<number> = [];
  let at = 0;
  return (bound) => {
    if (at === numbers.length) {
      numbers = generator.bits(4096);
      at = 0;
    }
    return Math.floor((numbers[at++] / 2 ** 32) * bound);
  };
}

function damage(bytes: Uint8Array, files: readonly Uint8Array[], roll: Dice): Uint8Array {
  // Half of the damages in the first 200 bytes, where headers are, or the last, where a zip archive has its directory.
  const length = bytes.length;
  const near = Math.min(200, length);
  const at = [roll(length), roll(length), roll(near), length - 1 - roll(near)][roll(4)];
  if (length === 0) return Uint8Array.of(roll(256));
  switch (roll(10)) {
    case 0: // a bit
      return changed(bytes, at, [bytes[at] ^ (1 << roll(8))]);
    case 1: // a byte
      return changed(bytes, at, [roll(256)]);
    case 2: // a byte that occurs elsewhere, an instruction perhaps
      return changed(bytes, at, [bytes[roll(length)]]);
    case 3: // a digit
      return changed(bytes, at, [0x30 + roll(10)]);
    case 4: // a length or an offset, as large as it goes or nearly
      return changed(bytes, at, [...new Array(2 << roll(3)).fill(0xff), 0xff - roll(3)]);
    case 5: // or as a power of two
      return changed(bytes, at, [0, 0, 0, 1 << roll(8)]);
    case 6: // the end is missing
      return bytes.slice(0, at);
    case 7: // something is missing
      return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + roll(16)));
    case 8: // something twice
      return joined(bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 1 - roll(64))));
    default: {
      // a piece of another file
      const other = files[roll(files.length)];
      const from = roll(other.length);
      return joined(bytes.subarray(0, at), other.subarray(from, from + 1 + roll(64)), bytes.subarray(at + roll(64)));
    }
  }
}

function changed(bytes: Uint8Array, at: number, values: readonly number[]): Uint8Array {
  const out = Uint8Array.from(bytes);
  values.forEach((value, i) => {
    if (at + i < out.length) out[at + i] = value;
  });
  return out;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
