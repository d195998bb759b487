import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Functional } from '@striate/layers';
import { googLeNetOriginal } from '@striate/models';
import { type Tensor, tensor } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradCam } from './gradCam';
import { useCpu } from './testing';

useCpu();

const folder = fileURLToPath(new URL('../../../../shared/data/googlenet/', import.meta.url));
const here = existsSync(folder);

/** Blue, green, red, less Caffe's means. */
function picture(name: string): Tensor {
  const pixels = readFileSync(`${folder}${name}.rgb224.u8`);
  const means = [104, 117, 123];
  const values = Float32Array.from(pixels, (_, i) => pixels[i - (i % 3) + 2 - (i % 3)] - means[i % 3]);
  return tensor(values, [1, 224, 224, 3]);
}

describe.skipIf(!here)(`GoogLeNet with the weights of ../shared/data/googlenet${here ? '' : ' (absent)'}`, () => {
  let net: Functional;
  beforeAll(async () => {
    net = await googLeNetOriginal({ weights: `${folder}bvlc_googlenet.safetensors` });
  });

  it.each([
    ['bvlc_cat', 282, [20, 65, 200, 185]],
    ['pytorch_hub_dog', 258, [5, 5, 200, 150]],
    ['keras_elephant', 386, [15, 35, 160, 220]],
  ])('looks at the animal in %s', async (name, classIndex, [top, left, bottom, right]) => {
    const x = picture(name);
    expect((await (await net.predict(x)).argMax(-1).data())[0]).toBe(classIndex);
    const heat = await gradCam(net, x).data();
    const at = heat.indexOf(Math.max(...heat));
    const [row, column] = [Math.floor(at / 224), at % 224];
    expect([row >= top, column >= left, row < bottom, column < right]).toEqual([true, true, true, true]);
  });
});
