import { Generator } from 'striate';
import { expect, test } from 'vitest';
import { augment } from './augment';

const image = { data: Uint8Array.from({ length: 64 }, (_, i) => i * 4), shape: [8, 8, 1] };
const still = { shift: 0, degrees: 0, zoom: 0, shear: 0 };

test('with nothing to do gives the image from 0 to 1', () => {
  const same = augment(image, new Generator(1), still);
  expect(same.shape).toEqual([8, 8, 1]);
  for (let i = 0; i < 64; i++) expect(same.data[i]).toBeCloseTo((i * 4) / 255, 6);
});

test('follows the generator and nothing else', () => {
  expect(augment(image, new Generator(1))).toEqual(augment(image, new Generator(1)));
  expect(augment(image, new Generator(1))).not.toEqual(augment(image, new Generator(2)));
});

test('moves a dot by the shift it draws, and keeps its weight', () => {
  const dot = { data: new Uint8Array(225), shape: [15, 15, 1] };
  dot.data[7 * 15 + 7] = 255;
  const [u, v] = new Generator(3).uniform(5);
  const { data } = augment(dot, new Generator(3), { ...still, shift: 2 });
  let [weight, x, y] = [0, 0, 0];
  data.forEach((value, i) => {
    weight += value;
    x += value * (i % 15);
    y += value * Math.floor(i / 15);
  });
  expect(weight).toBeCloseTo(1, 5);
  expect(x).toBeCloseTo(7 + 2 * (2 * u - 1), 5);
  expect(y).toBeCloseTo(7 + 2 * (2 * v - 1), 5);
});

test('turns about the centre: a far dot moves by the angle, the middle stays', () => {
  const bar = { data: new Uint8Array(441), shape: [21, 21, 1] };
  for (const at of [10, 18]) bar.data[10 * 21 + at] = 255;
  const turn = 2 * new Generator(5).uniform(5)[2] - 1;
  const { data } = augment(bar, new Generator(5), { ...still, degrees: 45 });
  expect(data[10 * 21 + 10]).toBeCloseTo(1, 5);
  const angle = (turn * 45 * Math.PI) / 180;
  const [x, y] = [Math.round(10 + 8 * Math.cos(angle)), Math.round(10 + 8 * Math.sin(angle))];
  expect(data[y * 21 + x]).toBeGreaterThan(0.2);
});

test('slants: what is above the centre moves one way, what is below the other', () => {
  const bar = { data: new Uint8Array(441), shape: [21, 21, 1] };
  for (const row of [2, 18]) bar.data[row * 21 + 10] = 255;
  const slant = 2 * new Generator(4).uniform(5)[4] - 1;
  const { data } = augment(bar, new Generator(4), { ...still, shear: 0.5 });
  const column = (row: number) => {
    const values = [...data.subarray(row * 21, (row + 1) * 21)];
    return values.reduce((sum, value, x) => sum + value * x, 0);
  };
  expect(column(2)).toBeCloseTo(10 + 8 * slant * 0.5, 5);
  expect(column(18)).toBeCloseTo(10 - 8 * slant * 0.5, 5);
});
