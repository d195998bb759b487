import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readCifar } from '@striate/data';
import { loadStateDict, readStateDict } from '@striate/formats';
import { tensor } from '@striate/tensor';
import { describe, expect, it, vi } from 'vitest';
import { resNetCifar } from './resNetCifar';
import { useCpu } from './testing';

useCpu();
vi.setConfig({ testTimeout: 120_000 });

const shared = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const here = existsSync(`${shared}cifar-resnet`);

// ImageNet's statistics, though the images are CIFAR's: what the networks were trained with.
const mean = [0.485, 0.456, 0.406];
const std = [0.229, 0.224, 0.225];

// The shares that the same weights have in PyTorch.
describe.skipIf(!here)(`the real weights of ../shared/data/cifar-resnet${here ? '' : ' (absent)'}`, () => {
  it.each([
    [20, 'resnet20-12fca82f.th', 0.915],
    [44, 'resnet44-014dd654.th', 0.933],
  ] as const)('ResNet-%i knows the 1,000 test images', async (depth, file, expected) => {
    const net = resNetCifar(depth);
    expect(loadStateDict(net, await readStateDict(`${shared}cifar-resnet/${file}`)).matched).toHaveLength(
      net.weights.length,
    );
    const { images, labels } = await readCifar(await readFile(`${shared}cifar10/test_batch_first1000.bin.gz`));
    const x = Float32Array.from(images.data, (byte, i) => (byte / 255 - mean[i % 3]) / std[i % 3]);
    const found = await (await net.predict(tensor(x, images.shape), { batchSize: 100 })).argMax(1).data();
    const right = labels.filter((label, i) => label === found[i]).length;
    expect(Math.abs(right / labels.length - expected)).toBeLessThanOrEqual(0.002);
  });
});
