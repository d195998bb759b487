import { describe, it, vi } from 'vitest';
import { alexNet } from './alexNet';
import { googLeNet } from './googLeNet';
import { resNet18, resNet34, resNet50, resNet101, resNet152 } from './resNet';
import { useCpu } from './testing';
import { checkScores } from './testing/checkTorchvision';
import { formulaState, torchvision } from './testing/torchvision';

useCpu();
vi.setConfig({ testTimeout: 200_000 });

// A state dict of torchvision's, and the scores that torchvision gives with it: see goldens/makeTorchvision.py.

const linear = { classifierActivation: 'linear' } as const;

describe("the scores are torchvision's", () => {
  it.each([
    ['alexnet', () => alexNet(linear)],
    ['googlenet', () => googLeNet(linear)],
    ['resnet18', () => resNet18(linear)],
    ['resnet34', () => resNet34(linear)],
    ['resnet50', () => resNet50(linear)],
    ['resnet101', () => resNet101(linear)],
    ['resnet152', () => resNet152(linear)],
  ] as const)('%s', async (name, build) => {
    await checkScores(name, build, formulaState(torchvision[name]));
  });
});
