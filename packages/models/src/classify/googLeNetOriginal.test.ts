import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Functional } from '@striate/layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { googLeNetOriginal } from '../googLeNetOriginal';
import { useCpu } from '../testing';
import { classify } from './classify';

useCpu();

const shared = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const here = existsSync(shared);

/** The softmax of stored logits, a .npy file: its numbers are at the end. */
function stored(name: string): number[] {
  const bytes = readFileSync(`${shared}googlenet/${name}.googlenet_logits.npy`);
  const logits = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset + bytes.length - 4000, bytes.byteOffset + bytes.length),
  );
  const shares = [...logits].map(Math.exp);
  const sum = shares.reduce((a, b) => a + b);
  return shares.map((share) => share / sum);
}

describe.skipIf(!here)(`GoogLeNet with the real weights of ../shared/data/googlenet${here ? '' : ' (absent)'}`, () => {
  let net: Functional;
  beforeAll(async () => {
    net = await googLeNetOriginal({ weights: `${shared}googlenet/bvlc_googlenet.safetensors` });
  });

  it.each([
    ['bvlc_cat', 'tiger cat', 0.457],
    ['pytorch_hub_dog', 'Samoyed, Samoyede', 0.922],
    ['keras_elephant', 'African elephant, Loxodonta africana', 0.772],
  ])('sees in the photograph %s: %s', async (name, label, probability) => {
    const found = await classify(net, `${shared}photos/${name}.jpg`);
    expect(found[0].label).toBe(label);
    expect(Math.abs(found[0].probability - probability)).toBeLessThan(0.02);
    const expected = stored(name);
    for (const { index, probability } of found) expect(Math.abs(probability - expected[index])).toBeLessThan(0.02);
  });
});
