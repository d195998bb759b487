import { lenet5, resNetCifar } from 'striate';
import { expect, test } from 'vitest';
import { Exploration } from './Exploration';
import { explainPlace } from './explainPlace';
import './NetworkExplorer';
import type { NetworkExplorer } from './NetworkExplorer';
import { sampleDigits } from './openNetwork';
import { indexOf, type LayerRecord, type Place } from './records';

/** Every formula, at the corners and in the middle of some maps of every layer, gives the number of the library. */
async function checkFormulas(exploration: Exploration): Promise<Set<string>> {
  const kinds = new Set<string>();
  for (const [layer, record] of exploration.records.entries()) {
    for (const place of places(record)) {
      const value = record.values[indexOf(record, place)];
      const found = await explainPlace(exploration, { layer, ...place });
      kinds.add(found.kind);
      const close = (computed: number) =>
        expect(Math.abs(computed - value), `${record.name} ${JSON.stringify(place)}`).toBeLessThan(
          2e-4 * (1 + Math.abs(value)),
        );
      if (found.kind === 'weighted' && found.scores) {
        const shares = found.scores.map(Math.exp);
        close(shares[place.channel] / shares.reduce((a, b) => a + b));
      } else if (found.kind === 'weighted')
        close(found.activation === 'relu' ? Math.max(0, found.before) : found.before);
      else if (found.kind === 'pool') {
        const { values } = found.window;
        close(found.mode === 'max' ? Math.max(...values) : values.reduce((a, b) => a + b) / values.length);
      } else if (found.kind === 'activation') close(Math.max(0, found.before));
      else if (found.kind === 'normalization') {
        const { before, mean, variance, gamma, beta, epsilon } = found;
        close((gamma * (before - mean)) / Math.sqrt(variance + epsilon) + beta);
      } else if (found.kind === 'sum') close(found.terms.reduce((a, b) => a + b));
    }
  }
  return kinds;
}

function places({ height, width, channels }: LayerRecord): Omit<Place, 'layer'>[] {
  const ends = (size: number) => [...new Set([0, size >> 1, size - 1])];
  return ends(height).flatMap((row) =>
    ends(width).flatMap((column) => [...new Set([0, channels - 1])].map((channel) => ({ row, column, channel }))),
  );
}

test('the sums of LeNet-5 are the numbers of its maps', async () => {
  const exploration = new Exploration(await lenet5({ weights: 'mnist' }));
  const [, , , three] = await sampleDigits();
  await exploration.forward(three);
  expect(exploration.records.map(({ kind, channels }) => [kind, channels])).toEqual([
    ['input', 1],
    ['convolution', 6],
    ['pooling', 6],
    ['convolution', 16],
    ['pooling', 16],
    ['dense', 120],
    ['dense', 84],
    ['dense', 10],
  ]);
  expect(await checkFormulas(exploration)).toEqual(new Set(['given', 'weighted', 'pool']));
  await exploration.backward(3);
  const { gradient } = exploration.records[6];
  const part = await explainPlace(exploration, { layer: 7, channel: 3, row: 0, column: 0 });
  // A score is linear in what comes before: its gradient is the weights.
  if (part.kind !== 'weighted') throw new Error('the last layer is dense');
  expect([...(gradient ?? [])]).toEqual(part.parts.map(({ kernel }) => kernel.values[0]));
  expect(part.parts[5].kernelGradient?.values[0]).toBe(part.parts[5].window.values[0]);
});

test('the sums of ResNet-20 are the numbers of its maps', async () => {
  const exploration = new Exploration(await resNetCifar(20, { weights: 'cifar10' }));
  await exploration.forward(Float32Array.from({ length: 3072 }, (_, i) => Math.sin(i / 7)));
  const kinds = await checkFormulas(exploration);
  for (const kind of ['weighted', 'normalization', 'activation', 'sum', 'pool']) expect(kinds).toContain(kind);
});

test('a visitor sees the maps, their filters, sums and receptive fields', async () => {
  const part = document.createElement('striate-network-explorer') as NetworkExplorer;
  part.style.width = '900px';
  document.body.append(part);
  await part.updateComplete;
  const root = part.shadowRoot!;
  root.querySelector<HTMLButtonElement>('button.play')?.click();
  await expect.poll(() => root.querySelectorAll('.column').length, { timeout: 30_000 }).toBe(8);
  expect(root.querySelectorAll('.column[data-layer="3"] .map')).toHaveLength(8);
  root.querySelector<HTMLButtonElement>('.column[data-layer="3"] .more')?.click();
  await part.updateComplete;
  expect(root.querySelectorAll('.column[data-layer="3"] .map')).toHaveLength(16);
  expect(root.querySelector('.unit.best')?.textContent).toContain('7');

  root.querySelector('[data-map="3,2"]')?.dispatchEvent(new PointerEvent('pointerenter'));
  await expect.poll(() => root.querySelectorAll('.kernel').length).toBe(6);
  expect(root.querySelectorAll('.lines path')).toHaveLength(6);

  root.querySelector<HTMLButtonElement>('[data-map="3,2"]')?.click();
  await expect.poll(() => root.querySelector('[data-map="3,2"]')?.getAttribute('aria-pressed')).toBe('true');
  expect(root.querySelectorAll('td.share')).toHaveLength(6);
  const number = (selector: string) => Number(root.querySelector(selector)?.textContent);
  const parts = [...root.querySelectorAll('td.share')].map((cell) => Number(cell.textContent));
  const sum = parts.reduce((a, b) => a + b) + number('td.bias');
  expect(Math.abs(sum - number('td.total'))).toBeLessThan(1e-3);
  expect(
    Math.abs(Math.max(0, number('td.total')) - Number(root.querySelector<HTMLElement>('.value')?.dataset.value)),
  ).toBeLessThan(1e-3);
  expect(root.querySelector('.field-size')?.textContent).toMatch(/1[0-4] × 1[0-4]/);

  part.direction = 'backward';
  const select = root.querySelector<HTMLSelectElement>('[data-select="direction"]');
  if (select) select.value = 'backward';
  select?.dispatchEvent(new Event('change'));
  await expect.poll(() => root.querySelectorAll('.value output').length).toBe(2);

  // Another network takes another kind of picture.
  const networks = root.querySelector<HTMLSelectElement>('[data-select="network"]');
  if (networks) networks.value = 'resnet20';
  networks?.dispatchEvent(new Event('change'));
  await expect.poll(() => root.querySelectorAll('.column').length, { timeout: 40_000 }).toBeGreaterThan(60);
  expect(root.querySelector('striate-image-input')).toBeTruthy();
  part.remove();
});
