import { readFile } from 'node:fs/promises';
import { loadStateDict, readStateDict, toStateDict, writeStateDict } from '@striate/formats';
import { describe, expect, it, vi } from 'vitest';
import { useCpu } from './testing';
import { withoutValues } from './testing/checkTorchvision';
import { formulaImages } from './testing/formula';
import { relativeError } from './testing/relativeError';
import { ours, type TorchvisionName } from './testing/torchvision';

useCpu();
vi.setConfig({ testTimeout: 400_000 });

// scripts/checkPyTorch.py makes the files, runs this, and lets PyTorch read what was written.
const folder = process.env.STRIATE_PYTORCH_FILES ?? '';
const expected: Readonly<Partial<Record<TorchvisionName, readonly number[]>>> = folder
  ? JSON.parse(await readFile(`${folder}/scores.json`, 'utf8'))
  : {};

describe.skipIf(!folder)("PyTorch's own files (scripts/checkPyTorch.py makes them)", () => {
  it.each(Object.entries(expected))('%s: read, computed with, written', async (key, scores) => {
    const name = key as TorchvisionName;
    const net = await withoutValues(ours[name]);
    loadStateDict(net, await readStateDict(`${folder}/${name}.pth`));
    const [found] = await net.predictAll(formulaImages(1, 224));
    expect(relativeError(await found.data(), scores)).toBeLessThan(1e-4);
    await writeStateDict(`${folder}/${name}.written.pth`, await toStateDict(net));
    for (const weight of net.weights) weight.dispose();
  });
});
