import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DrawingPad } from './DrawingPad';

function mount(): DrawingPad {
  const pad = new DrawingPad();
  document.body.append(pad);
  return pad;
}

/** Rows and columns with ink, and where its mass lies. */
function extent(value: Float32Array) {
  const inked = [...value].flatMap((ink, i) => (ink > 0.05 ? [{ ink, row: Math.floor(i / 28), column: i % 28 }] : []));
  const mass = inked.reduce((sum, { ink }) => sum + ink, 0);
  const rows = inked.map(({ row }) => row);
  const columns = inked.map(({ column }) => column);
  return {
    height: Math.max(...rows) - Math.min(...rows) + 1,
    width: Math.max(...columns) - Math.min(...columns) + 1,
    x: inked.reduce((sum, { ink, column }) => sum + ink * (column + 0.5), 0) / mass,
    y: inked.reduce((sum, { ink, row }) => sum + ink * (row + 0.5), 0) / mass,
  };
}

test('a drawing becomes a digit as MNIST has them, wherever and however large it was drawn', () => {
  const pad = mount();
  expect(pad.value.every((value) => value === 0)).toBe(true);
  for (const size of [0.1, 0.4]) {
    pad.strokes = [
      [
        { x: 0.5, y: 0.1 },
        { x: 0.5, y: 0.1 + size },
        { x: 0.5 + size / 3, y: 0.1 + size },
      ],
    ];
    const { height, width, x, y } = extent(pad.value);
    expect(height).toBeGreaterThanOrEqual(20);
    expect(height).toBeLessThanOrEqual(22); // where the box does not fall on whole pixels
    expect(width).toBeLessThan(12);
    expect(x).toBeCloseTo(14, 0);
    expect(y).toBeCloseTo(14, 0);
    expect(Math.max(...pad.value)).toBe(1);
  }
  pad.remove();
});

test('mouse and keys draw; strokes are taken back', async () => {
  const pad = mount();
  const heard: string[] = [];
  pad.addEventListener('change', () => heard.push('change'));
  const canvas = page.getByRole('application', { name: 'Drawing pad' });
  await canvas.click();
  expect(pad.strokes.length).toBe(1);
  await userEvent.keyboard('{ArrowDown} {ArrowDown}{ArrowDown}{ArrowRight} ');
  expect(pad.strokes[1].length).toBe(4);
  expect(heard).toEqual(['change', 'change']);
  await userEvent.keyboard('{Backspace}');
  expect(pad.strokes.length).toBe(1);
  await page.getByRole('button', { name: 'Clear' }).click();
  expect(pad.empty).toBe(true);
  pad.remove();
});

test('a bare pad may be wide, is a pen only, and measures in its heights', async () => {
  const pad = mount();
  Object.assign(pad, { ratio: 5, bare: true });
  await pad.updateComplete;
  const canvas = page.getByRole('application', { name: 'Drawing pad' });
  const { width, height } = canvas.element().getBoundingClientRect();
  expect(width / height).toBeCloseTo(5, 1);
  await canvas.click();
  expect(pad.strokes[0][0].x).toBeCloseTo(2.5, 1);
  expect(pad.strokes[0][0].y).toBeCloseTo(0.5, 1);
  await userEvent.keyboard('{ArrowRight} {ArrowRight} ');
  expect(pad.strokes[1].map(({ x }) => Math.round(100 * x))).toEqual([254, 258]);
  expect(pad.shadowRoot?.querySelector('button, .hint')).toBeNull();
  pad.remove();
});
