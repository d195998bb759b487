import { classify, gradCam, pictureRules, preprocess } from 'striate';
import { expect, test } from 'vitest';
import { pictureNetwork } from '../kit/pictureNetworks';
import './GradCam';
import type { GradCam } from './GradCam';
import { Heat } from './Heat';
import { hottest, paintHeat } from './paintHeat';

test('classes and heat maps are those of the library', async () => {
  const part = document.createElement('striate-grad-cam') as GradCam;
  part.style.width = '800px';
  document.body.append(part);
  await part.updateComplete;
  const root = part.shadowRoot!;
  root.querySelector<HTMLButtonElement>('button.play')?.click();
  await expect.poll(() => part.heat, { timeout: 40_000 }).toBeDefined();
  const image = root.querySelector<HTMLElement & { image: ImageData }>('striate-image-input')!.image;
  const net = await pictureNetwork('resnet20');
  const [first] = await classify(net, image);
  const best = root.querySelector<HTMLElement>('.classes button[aria-pressed="true"]');
  expect(best?.dataset.class).toBe(String(first.index));
  const x = await preprocess(image, pictureRules(net).preprocessing ?? 'torch');
  const expected = await gradCam(net, x, { classIndex: first.index }).data();
  expect(part.heat?.values).toEqual(Float32Array.from(expected));

  for (const method of ['occlusion', 'smoothGrad'] as const) {
    const before = part.heat;
    const select = root.querySelector<HTMLSelectElement>('[data-select="method"]')!;
    select.value = method;
    select.dispatchEvent(new Event('change'));
    await expect.poll(() => part.heat !== before && part.heat, { timeout: 40_000 }).toBeTruthy();
    expect(part.heat?.values).toHaveLength(32 * 32);
  }
  part.remove();
});

test('a heat map that is cancelled throws', async () => {
  const heat = new Heat();
  await heat.open('resnet20');
  await heat.look(new ImageData(32, 32));
  const wish = { method: 'smoothGrad', classIndex: 0, seed: 1 } as const;
  const seen: number[] = [];
  const ended = heat.explain(wish, (share) => {
    seen.push(share);
    heat.cancel();
  });
  await expect(ended).rejects.toThrow();
  expect(seen).toEqual([1 / 25]);
});

test('the strongest place is painted in the darkest colour', () => {
  const canvas = document.createElement('canvas');
  const heat = { values: Float32Array.of(0, 0.5, 2, -1), height: 2, width: 2 };
  expect(hottest(heat)).toEqual({ row: 1, column: 0 });
  paintHeat(canvas, heat);
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, 2, 2);
  expect(data[3]).toBe(0);
  expect(data[11]).toBe(255);
  expect(data[14]).toBeGreaterThan(data[12]);
});
