import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Functional } from '@striate/layers';
import { beforeAll, describe, it } from 'vitest';
import { googLeNetOriginal } from './googLeNetOriginal';
import { useCpu } from './testing';
import { checkCrop, crops } from './testing/checkCrops';

useCpu();

const folder = fileURLToPath(new URL('../../../../shared/data/googlenet/', import.meta.url));
const here = existsSync(folder);

describe.skipIf(!here)(`the real weights of ../shared/data/googlenet${here ? '' : ' (absent)'}`, () => {
  let net: Functional;
  beforeAll(async () => {
    net = await googLeNetOriginal({ weights: `${folder}bvlc_googlenet.safetensors`, classifierActivation: 'linear' });
  });

  it.each(crops)('give %s the scores that another implementation has', async (crop) => {
    await checkCrop(net, crop, (name) => readFile(folder + name));
  });
});
