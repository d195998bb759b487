import { maximizeActivation } from 'striate';
import { expect, test } from 'vitest';
import { pictureNetwork } from '../kit/pictureNetworks';
import './ActivationMaximization';
import type { ActivationMaximization } from './ActivationMaximization';
import { Dream, type Growth } from './Dream';
import { picturePixels } from './picturePixels';

test('the pictures are those of the library, step by step', async () => {
  const dream = new Dream();
  const { layers, side } = await dream.open('resnet20');
  expect(side).toBe(32);
  expect(layers.filter(({ dense }) => dense).map(({ channels }) => channels)).toEqual([10]);
  const seen: Growth[] = [];
  const wish = { layer: layers[4].name, channel: 3, steps: 4, seed: 7, size: 48 };
  await dream.grow(wish, (growth) => void seen.push(growth));
  expect(seen.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
  expect(seen[3].value).toBeGreaterThan(seen[0].value);
  const net = await pictureNetwork('resnet20');
  const expected = await picturePixels(net, await maximizeActivation(net, wish));
  expect(seen[3].picture.data).toEqual(expected.data);
});

test('a run can be paused, resumed and cancelled', async () => {
  const dream = new Dream();
  const { layers } = await dream.open('resnet20');
  let steps = 0;
  const wish = { layer: layers[2].name, channel: 0, steps: 500, seed: 7, size: 32 };
  const run = dream.grow(wish, () => {
    if (++steps === 2) dream.pause();
  });
  run.catch(() => undefined);
  await expect.poll(() => steps, { timeout: 30_000 }).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(steps).toBe(2);
  dream.resume();
  await expect.poll(() => steps, { timeout: 30_000 }).toBeGreaterThan(3);
  dream.cancel();
  await expect(run).rejects.toThrow();
});

test('a dream is a picture of the size asked for', async () => {
  const dream = new Dream();
  const { layers } = await dream.open('resnet20');
  const seen: Growth[] = [];
  const photo = new ImageData(40, 40);
  photo.data.fill(128);
  await dream.dream(
    photo,
    { layer: layers[3].name, octaves: 2, steps: 1, seed: 1 },
    (growth) => void seen.push(growth),
  );
  expect(seen.map(({ picture, step, steps }) => [picture.width, step, steps])).toEqual([
    [91, 1, 2],
    [128, 2, 2],
  ]);
});

test('a visitor watches pictures grow', async () => {
  const part = document.createElement('striate-activation-maximization') as ActivationMaximization;
  part.steps = 3;
  document.body.append(part);
  await part.updateComplete;
  const root = part.shadowRoot!;
  root.querySelector<HTMLButtonElement>('button.play')?.click();
  await expect.poll(() => root.querySelectorAll('output[data-value]').length, { timeout: 50_000 }).toBe(4);
  await expect.poll(() => root.querySelector('button.start'), { timeout: 30_000 }).toBeTruthy();
  expect(root.querySelectorAll('canvas[data-tile]')).toHaveLength(4);
  part.remove();
});
