import type { StoredTensor } from '@striate/layers';
import { describe, it, vi } from 'vitest';
import { useCpu } from './testing';
import { checkScores } from './testing/checkTorchvision';
import { formulaState, torchvision } from './testing/torchvision';
import { vgg11, vgg11Bn, vgg13, vgg13Bn, vgg16, vgg16Bn, vgg19, vgg19Bn } from './vgg';

useCpu();
vi.setConfig({ testTimeout: 400_000 }); // half a gigabyte of weights each

const linear = { classifierActivation: 'linear' } as const;
// The dense layers of all of them have the same names and shapes, and so the same values.
const kept = new Map<string, StoredTensor>();

describe("the scores are torchvision's", () => {
  it.each([
    ['vgg11', () => vgg11(linear)],
    ['vgg11_bn', () => vgg11Bn(linear)],
    ['vgg13', () => vgg13(linear)],
    ['vgg13_bn', () => vgg13Bn(linear)],
    ['vgg16', () => vgg16(linear)],
    ['vgg16_bn', () => vgg16Bn(linear)],
    ['vgg19', () => vgg19(linear)],
    ['vgg19_bn', () => vgg19Bn(linear)],
  ] as const)('%s', async (name, build) => {
    await checkScores(name, build, formulaState(torchvision[name], kept));
  });
});
