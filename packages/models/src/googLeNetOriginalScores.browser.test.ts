import { cpu } from '@striate/backend-cpu';
import type { Functional } from '@striate/layers';
import { setBackend } from '@striate/tensor';
import { beforeAll, describe, it, vi } from 'vitest';
import { server } from 'vitest/browser';
import { googLeNetOriginal } from './googLeNetOriginal';
import { checkCrop, crops } from './testing/checkCrops';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
beforeAll(() => setBackend(cpu()));

// The development server gives the files beside the checkout, where there are any.
const folder = new URL(`/@fs${server.config.root}/../shared/data/googlenet/`, location.href).href;

async function read(name: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(folder + name)).arrayBuffer());
}

const here = (await read('bvlc_cat.rgb224.u8')).length === 224 * 224 * 3;

describe.skipIf(!here)(`the real weights of ../shared/data/googlenet${here ? '' : ' (absent)'}`, () => {
  let net: Functional;
  beforeAll(async () => {
    net = await googLeNetOriginal({ weights: `${folder}bvlc_googlenet.safetensors`, classifierActivation: 'linear' });
  });

  it.each(crops)('give %s the scores that another implementation has', async (crop) => {
    await checkCrop(net, crop, read);
  });
});
