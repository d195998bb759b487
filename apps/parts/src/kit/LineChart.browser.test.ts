import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { LineChart } from './LineChart';

test('lines grow, and the chart says its newest values', async () => {
  const chart = new LineChart();
  chart.label = 'Loss';
  chart.series = [{ label: 'training' }, { label: 'held out', dashed: true }];
  chart.x = [0, 1];
  chart.lines = [
    [2.5, 1],
    [null, 1.25],
  ];
  document.body.append(chart);
  await expect.element(page.getByRole('img')).toHaveAccessibleName('Loss: training 1, held out 1.25');
  await expect.poll(() => chart.renderRoot.querySelector('canvas')?.width ?? 0).toBeGreaterThan(100);
  chart.x = [0, 1, 2];
  chart.lines = [
    [2.5, 1, 0.5],
    [null, 1.25, null],
  ];
  await expect.element(page.getByRole('img')).toHaveAccessibleName('Loss: training 0.5, held out 1.25');
  chart.remove();
});
