import { lenet5, type Tensor, tensor } from 'striate';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { DrawingPad } from '../kit/DrawingPad';
import { boxesOf, overlap } from './boxes';
import { answersAt, places, side, stride, width } from './field';
import { openReader } from './openReader';
import { SlidingNetwork } from './SlidingNetwork';

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', location.pathname);
});

async function play(): Promise<SlidingNetwork> {
  const part = new SlidingNetwork();
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => part.answers, { timeout: 30_000 }).toBeDefined();
  return part;
}

const read = (part: SlidingNetwork) => part.boxes.map(({ digit }) => digit).join('');

test('where nothing lies just beside a window, its answer is that of LeNet-5 on the window cut out', async () => {
  const [reader, net] = await Promise.all([openReader(), lenet5({ weights: 'mnist' })]);
  const { pixels } = reader.row(1);
  const alone = new Float32Array(side * width);
  for (let i = 0; i < alone.length; i++) if (Math.floor((i % width) / side) === 2) alone[i] = pixels[i];
  const columns = Array.from({ length: width }, (_, x) => Array.from({ length: side }, (_, y) => alone[y * width + x]));
  const { probabilities } = await reader.read(alone);
  // conv1 pads a window that was cut out with two zeros; within the field it sees what is there.
  const bordered = (from: number) => [-2, -1, side, side + 1].every((x) => !columns[from + x]?.some(Boolean));
  const compared = Array.from({ length: places }, (_, place) => place).filter((place) => bordered(place * stride));
  expect(compared).toContain(2 * (side / stride));
  expect(compared.length).toBeGreaterThan(15);
  for (const place of compared) {
    const window = Float32Array.from(
      { length: side * side },
      (_, i) => columns[place * stride + (i % side)][Math.floor(i / side)],
    );
    const expected = await (net.run(tensor(window, [1, side, side, 1])) as Tensor).data();
    const got = answersAt(probabilities, place);
    for (const [digit, value] of expected.entries()) expect(got[digit], `${place}: ${digit}`).toBeCloseTo(value, 4);
  }
});

test('one pass multiplies less than all windows by themselves', async () => {
  const { costs } = await openReader();
  const dense = 400 * 120 + 120 * 84 + 84 * 10;
  expect(costs.onePass).toBe(28 * 140 * 6 * 25 + 10 * 66 * 16 * 150 + 29 * dense);
  expect(costs.oneByOne).toBe(29 * (28 * 28 * 6 * 25 + 10 * 10 * 16 * 150 + dense));
});

test('of boxes that overlap the one with the largest score stays', () => {
  expect(overlap(0, 0)).toBe(1);
  expect(overlap(0, 2)).toBeCloseTo(20 / 36);
  expect(overlap(0, 7)).toBe(0);
  const scores = new Float32Array(places * 10);
  const probabilities = new Float32Array(places * 10);
  for (const [place, digit, score] of [
    [3, 4, 5],
    [4, 7, 9],
    [9, 1, 6],
    [20, 2, 3],
  ]) {
    scores[place * 10 + digit] = score;
    probabilities[place * 10 + digit] = score > 4 ? 1 : 0.6;
  }
  const found = (threshold: number) =>
    boxesOf({ scores, probabilities }, threshold).map((box) => [box.place, box.digit]);
  expect(found(0.5)).toEqual([
    [4, 7],
    [20, 2],
  ]); // 9 overlaps with 4 by 8 of 48 pixels
  expect(found(0.9)).toEqual([[4, 7]]);
});

test('a row of digits is read; keys move the window; digits, threshold and seed are in the address', async () => {
  const part = await play();
  expect(read(part)).toBe('31765');
  await expect.element(page.getByText('Labels: 3 1 7 6 5')).toBeVisible();
  expect(location.search).toBe('');

  const map = page.getByRole('slider', { name: 'Map of answers' });
  (map.element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}');
  expect(part.at).toBe(2);
  await expect.element(map).toHaveAttribute('aria-valuenow', '3');
  await expect.element(page.getByRole('heading', { name: 'Window 3: pixels 8–35' })).toBeVisible();
  const shown = [...(part.shadowRoot?.querySelectorAll<HTMLElement>('ul.bars .fill') ?? [])].map((fill) =>
    Number.parseFloat(fill.style.width),
  );
  const values = answersAt(part.answers?.probabilities ?? new Float32Array(), 2);
  expect(shown).toEqual(values.map((value) => Number((100 * value).toFixed(1))));
  await userEvent.keyboard('{End}');
  expect(part.at).toBe(places - 1);

  part.threshold = 0.5;
  await page.getByRole('button', { name: 'Other digits' }).click();
  await expect.poll(() => new URLSearchParams(location.search).get('sliding-network.seed')).toBe('4');
  expect(new URLSearchParams(location.search).get('sliding-network.threshold')).toBe('0.5');
  await expect.poll(() => read(part)).toBe('16993');
});

test('a digit that is drawn into the empty field is read', async () => {
  const part = await play();
  await page.getByRole('button', { name: 'Empty field' }).click();
  await expect.poll(() => part.boxes.length).toBe(0);
  await expect.element(page.getByText('nothing')).toBeVisible();
  part.threshold = 0.1; // it has no answer for blank paper
  expect(read(part)).toMatch(/^3{4,5}$/);
  part.threshold = 0.9;
  const pad = part.shadowRoot?.querySelector<DrawingPad>('striate-drawing-pad');
  if (!pad) throw new Error('no pad');
  const seven = [
    [2.2, 0.2],
    [2.75, 0.2],
    [2.4, 0.82],
  ].map(([x, y]) => ({ x, y }));
  pad.strokes = [seven];
  pad.dispatchEvent(new Event('change'));
  await expect.poll(() => read(part)).toBe('7');
  expect(Math.abs(part.boxes[0].place * stride + side / 2 - 2.47 * side)).toBeLessThan(6);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => part.boxes.length).toBe(0);
  expect(pad.empty).toBe(true);
});

test.each([
  ['seed=12&sliding-network.threshold=0.6', 12, 0.6],
  ['seed=-1&sliding-network.threshold=2', 3, 0.9],
  ['seed=1.5&sliding-network.threshold="0.5"', 3, 0.9],
  ['seed=1e9&sliding-network.threshold=NaN', 3, 0.9],
  ['seed=[1]&sliding-network.threshold=null', 3, 0.9],
])('a link may say %s', (query, seed, threshold) => {
  history.replaceState(null, '', `?sliding-network.${query}`);
  const part = new SlidingNetwork();
  document.body.append(part);
  expect([part.seed, part.threshold]).toEqual([seed, threshold]);
});
