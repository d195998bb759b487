import { describe, it, vi } from 'vitest';
import { useCpu } from './testing';
import { checkScores, checkStateDict, withoutValues } from './testing/checkTorchvision';
import { formulaState, ours, torchvision, torchvisionNames } from './testing/torchvision';

useCpu();
vi.setConfig({ testTimeout: 200_000 });

// A state dict of torchvision's, and the scores that torchvision gives with it: see goldens/makeTorchvision.py. VGG's are in a file of
// their own, so that both run at a time.

const names = torchvisionNames.filter((name) => !name.startsWith('vgg'));

describe("torchvision's state dicts give torchvision's scores, and come back as they were", () => {
  it.each(names)('%s', async (name) => {
    const net = await withoutValues(ours[name]);
    const state = formulaState(torchvision[name]);
    await checkScores(name, net, state);
    await checkStateDict(net, state);
    for (const weight of net.weights) weight.dispose();
  });
});
