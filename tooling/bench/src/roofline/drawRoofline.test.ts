import { expect, test } from 'vitest';
import { drawRoofline } from './drawRoofline';
import { placeLabels } from './placeLabels';

test('draws every point and names every group, under both limits', () => {
  const points = [
    { name: 'small', group: 'direct', intensity: 1, gflops: 5 },
    { name: 'large & wide', group: 'other', intensity: 100, gflops: 50 },
  ];
  const svg = drawRoofline(points, { peak: 40, bandwidth: 20 }, { title: 'a < b', subtitle: '', above: '' });
  for (const text of ['>small<', '>large &amp; wide<', '>direct<', '>other<', 'a &lt; b', '40 GFLOP/s', '20 GB/s'])
    expect(svg).toContain(text);
  expect(svg).not.toContain('NaN');
});

test('names keep clear of each other', () => {
  const marks = [0, 4, 8].map((x) => ({ x: 100 + x, y: 100, text: 'a name' }));
  const labels = placeLabels(marks, [], { left: 0, top: 0, right: 200, bottom: 200 });
  const places = labels.map(({ x, y, align }) => `${Math.round(x / 20)} ${Math.round(y / 12)} ${align}`);
  expect(new Set(places).size).toBe(3);
});
