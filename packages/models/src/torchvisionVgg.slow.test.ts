import type { StoredTensor } from '@striate/layers';
import { describe, it, vi } from 'vitest';
import { useCpu } from './testing';
import { checkScores, withoutValues } from './testing/checkTorchvision';
import { formulaState, ours, torchvision, torchvisionNames } from './testing/torchvision';

useCpu();
vi.setConfig({ testTimeout: 400_000 }); // half a gigabyte of weights each

const names = torchvisionNames.filter((name) => name.startsWith('vgg'));
// The dense layers of all of them have the same names and shapes, and so the same values.
const kept = new Map<string, StoredTensor>();

describe("torchvision's state dicts give torchvision's scores", () => {
  it.each(names)('%s', async (name) => {
    const net = await withoutValues(ours[name]);
    await checkScores(name, net, formulaState(torchvision[name], kept));
    for (const weight of net.weights) weight.dispose();
  });
});
