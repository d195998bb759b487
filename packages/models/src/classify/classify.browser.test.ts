import { cpu } from '@striate/backend-cpu';
import type { Functional } from '@striate/layers';
import { setBackend } from '@striate/tensor';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { server } from 'vitest/browser';
import { googLeNetOriginal } from '../googLeNetOriginal';
import { classify } from './classify';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
beforeAll(() => setBackend(cpu()));

// The development server gives the files beside the checkout, where there are any.
const shared = new URL(`/@fs${server.config.root}/../shared/data/`, location.href).href;
const here = (await fetch(`${shared}photos/bvlc_cat.jpg`)).headers.get('content-type') === 'image/jpeg';

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
    const [first] = await classify(net, `${shared}photos/${name}.jpg`);
    expect(first.label).toBe(label);
    expect(Math.abs(first.probability - probability)).toBeLessThan(0.02);
  });
});
