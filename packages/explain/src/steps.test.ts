import { dense, Functional, globalAveragePooling2d, sequential } from '@striate/layers';
import { ones, tensor, zeros } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { classGradients } from './classGradients';
import { deepDream } from './deepDream';
import { featureMaps } from './featureMaps';
import { maximizeActivation } from './maximizeActivation';
import { occlusion } from './occlusion';
import { saliency } from './saliency';
import { smoothGrad } from './smoothGrad';
import { styleTransfer } from './styleTransfer';
import { branches, chain, noise, useCpu } from './testing';

useCpu();

describe('smoothGrad', () => {
  it('without noise is the saliency map, and a seed gives the same map again', async () => {
    const net = chain();
    const x = noise([1, 8, 8, 2]);
    const plain = await saliency(net, x).data();
    const found = await (await smoothGrad(net, x, { samples: 3, noise: 0 })).data();
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(plain[i], 5);
    const [a, b, c] = await Promise.all(
      [1, 1, 2].map(async (seed) => (await smoothGrad(net, x, { samples: 4, seed })).data()),
    );
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });

  it('says how far it is, and ends when it is told', async () => {
    const seen: number[] = [];
    const stop = new AbortController();
    const onStep = ({ step }: { step: number }) => {
      seen.push(step);
      if (step === 2) stop.abort();
    };
    await expect(
      smoothGrad(chain(), noise([1, 8, 8, 2]), { samples: 9, onStep, signal: stop.signal }),
    ).rejects.toThrow();
    expect(seen).toEqual([1, 2]);
    await expect(smoothGrad(chain(), noise([1, 8, 8, 2]), { samples: 0 })).rejects.toThrow(/samples .* got 0/);
  });
});

describe('occlusion', () => {
  it('of a model that sums pixels is what the square covered', async () => {
    const net = sequential([
      globalAveragePooling2d({ inputShape: [4, 4, 1] }),
      dense({ units: 2, useBias: false, kernelInitializer: 'ones' }),
    ]);
    const x = tensor(
      Float32Array.from({ length: 16 }, (_, i) => i),
      [1, 4, 4, 1],
    );
    const heat = await occlusion(net, x, { classIndex: 0, window: 2, stride: 2, fill: 0 });
    // Each pixel: the sum of its 2x2 block, over 16.
    const block = (top: number, left: number) => (4 * (top * 4 + left) + 1 + 4 + 5) / 16;
    expect([...(await heat.data())]).toEqual(
      [0, 0, 2, 2].flatMap((top) => [0, 0, 2, 2].map((left) => block(top, left))),
    );
    await expect(occlusion(net, ones([2, 4, 4, 1]))).rejects.toThrow(/one picture .* got \[2,4,4,1\]/);
    await expect(occlusion(net, x, { window: 0 })).rejects.toThrow(/window .* got 0/);
  });
});

describe('maximizeActivation', () => {
  it('climbs, stays within black and white, and a seed gives the same picture again', async () => {
    const net = branches();
    const values: number[] = [];
    const options = { layer: 'part/deep', channel: 1, steps: 12, seed: 3 };
    const picture = await maximizeActivation(net, { ...options, onStep: ({ value }) => void values.push(value) });
    expect(picture.shape).toEqual([1, 17, 17, 1]);
    expect(values).toHaveLength(12);
    expect(values[11]).toBeGreaterThan(values[0]);
    const pixels = await picture.data();
    expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...pixels)).toBeLessThanOrEqual(1);
    expect(await (await maximizeActivation(net, options)).data()).toEqual(pixels);
  });

  it('of a dense layer is a unit; of one place, the gradient is nowhere else', async () => {
    const net = branches();
    await maximizeActivation(net, { layer: 'scores', channel: 2, steps: 2 });
    const start = zeros([1, 17, 17, 1]);
    const options = {
      layer: 'stem',
      channel: 0,
      steps: 1,
      jitter: 0,
      blur: 0,
      decay: 0,
      range: [-1, 1] as [number, number],
    };
    const picture = await maximizeActivation(net, { ...options, place: { row: 0, column: 0 }, start });
    const lit = [...(await picture.data())].flatMap((value, i) => (value !== 0 ? [i] : []));
    expect(Math.max(...lit.map((i) => Math.floor(i / 17)))).toBe(1);
  });

  it('refuses what is not there', async () => {
    const net = branches();
    await expect(maximizeActivation(net, { layer: 'stem', channel: 4 })).rejects.toThrow(/channels 0 to 3, got 4/);
    await expect(maximizeActivation(net, { layer: 'stam', channel: 0 })).rejects.toThrow(/no layer 'stam'/);
    await expect(maximizeActivation(net, { layer: 'stem', channel: 0, place: { row: 9, column: 0 } })).rejects.toThrow(
      /got 9, 0/,
    );
  });
});

describe('deepDream', () => {
  it('gives more of what layers see, in any size', async () => {
    const net = branches();
    const picture = noise([1, 20, 24, 1]).mul(0.1).add(0.5);
    const dream = await deepDream(net, picture, { layers: ['wide'], steps: 4, octaves: 2 });
    expect(dream.shape).toEqual([1, 20, 24, 1]);
    const strength = async (x: typeof dream) =>
      (
        await featureMaps(net, x, { layers: ['wide'] })
          .wide.square()
          .mean()
          .data()
      )[0];
    expect(await strength(dream)).toBeGreaterThan(await strength(picture));
    await expect(deepDream(net, picture, { layers: [] })).rejects.toThrow(/at least one layer/);
  });
});

describe('styleTransfer', () => {
  it('brings both losses down together', async () => {
    const net = branches();
    const content = noise([1, 17, 17, 1], 1).mul(0.2).add(0.5);
    const style = noise([1, 13, 21, 1], 2).mul(0.2).add(0.5);
    const totals: number[] = [];
    const options = {
      content,
      style,
      contentLayers: ['sum'],
      styleLayers: ['stem', 'one'],
      totalVariationWeight: 0.01,
    };
    const painted = await styleTransfer(net, {
      ...options,
      steps: 15,
      onStep: ({ content, style, totalVariation }) => void totals.push(content + style + totalVariation),
    });
    expect(painted.shape).toEqual([1, 17, 17, 1]);
    expect(totals[14]).toBeLessThan(totals[0]);
  });

  it('of a picture in its own style changes nothing', async () => {
    const content = noise([1, 17, 17, 1], 1).mul(0.1).add(0.5);
    const losses: number[] = [];
    await styleTransfer(branches(), {
      content,
      style: content,
      steps: 1,
      onStep: ({ content, style }) => void losses.push(content, style),
    });
    expect(losses).toEqual([0, 0]);
  });

  it('leaves the model alone and refuses other shapes', async () => {
    const net = branches();
    expect(net).toBeInstanceOf(Functional);
    const before = await classGradients(net, noise([1, 17, 17, 1])).input.data();
    await styleTransfer(net, { content: ones([1, 17, 17, 1]), style: ones([1, 9, 9, 1]), steps: 1, from: 'noise' });
    expect(await classGradients(net, noise([1, 17, 17, 1])).input.data()).toEqual(before);
    await expect(styleTransfer(net, { content: ones([17, 17, 1]), style: ones([1, 9, 9, 1]) })).rejects.toThrow(
      /\[17,17,1\]/,
    );
  });
});
