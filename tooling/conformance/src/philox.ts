import { Generator, philox, randomUniform } from '@striate/tensor';
import { expectClose } from './compare';
import { fromValues } from './ndArray';
import { philox4x32 } from './reference/random';

/** The known answers published with Random123 (kat_vectors, philox4x32 with 10 rounds). */
const knownAnswers = [
  {
    counter: [0, 0, 0, 0],
    key: [0, 0],
    answer: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    answer: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    answer: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
] as const;

const hex = (words: ArrayLike<number>) => Array.from(words, (word) => word.toString(16).padStart(8, '0')).join(' ');

/** The host's generator, the reference and the backend's kernel give the published words. */
export async function checkPhilox(): Promise<void> {
  for (const { counter, key, answer } of knownAnswers) {
    const words = new Uint32Array(4);
    const [c0, c1, c2, c3] = counter;
    philox(c0, c1, c2, c3, key[0], key[1], words);
    const found = { host: hex(words), reference: hex(philox4x32(counter, key)) };
    for (const [who, got] of Object.entries(found)) {
      if (got !== hex(answer))
        throw new Error(`philox4x32-10 (${who}) of ${hex(counter)}, key ${hex(key)}: ${got}, expected ${hex(answer)}`);
    }
  }
  const first = randomUniform([4], { generator: new Generator(0) });
  const expected = knownAnswers[0].answer.map((bits) => (bits >>> 8) * 2 ** -24);
  await expectClose(
    first,
    fromValues(expected, [4]),
    { relative: 0, absolute: 0 },
    () => 'randomUniform of key 0, counter 0',
  );
  first.dispose();
}
