import { count, percent, seconds } from '@striate/kit';
import type { AugmentationMetrics, Metrics, NetworkMetrics } from './metrics';

/** The two networks side by side; the better figure of each row stands out. */
export function comparisonTable({ dense, cnn, testSamples }: Metrics): string {
  const row = (
    name: string,
    of: (network: NetworkMetrics) => number,
    format: (value: number) => string,
    most = false,
  ) => {
    const [a, b] = [of(dense), of(cnn)];
    const cell = (value: number, other: number) =>
      `<td${value !== other && value > other === most ? ' class="best"' : ''}>${format(value)}</td>`;
    return `<tr><th scope="row">${name}</th>${cell(a, b)}${cell(b, a)}</tr>`;
  };
  const rows = [
    row('Test accuracy', (network) => network.testAccuracy, percent, true),
    row(`Wrong of ${count(testSamples)}`, ({ testAccuracy }) => testSamples * (1 - testAccuracy), count),
    row(
      'Test loss',
      (network) => network.testLoss,
      (loss) => loss.toFixed(3),
    ),
    row('Parameters', (network) => network.parameters, count),
    row('Arithmetic an image', (network) => network.flops, flops),
    row('Training', (network) => network.trainSeconds, seconds),
    row('Training images a second', (network) => network.imagesPerSecond, count, true),
  ];
  return (
    '<table class="costs"><thead><tr><th></th><th scope="col">Dense network</th><th scope="col">CNN</th></tr></thead>' +
    `<tbody>${rows.join('')}</tbody></table>`
  );
}

/** What each layer has and does. */
export function layerTable(name: string, { layers, parameters, flops: all }: NetworkMetrics): string {
  const rows = layers.map(
    (layer) =>
      `<tr><th scope="row">${layer.name}</th><td>${layer.outputShape.join(' × ')}</td>` +
      `<td>${layer.parameters > 0 ? count(layer.parameters) : '·'}</td><td>${layer.flops > 0 ? flops(layer.flops) : '·'}</td></tr>`,
  );
  return (
    `<table class="costs"><caption>${name}</caption><thead><tr><th scope="col">layer</th><th scope="col">output</th>` +
    `<th scope="col">parameters</th><th scope="col">flops</th></tr></thead><tbody>${rows.join('')}</tbody>` +
    `<tfoot><tr><th scope="row">all</th><td></td><td>${count(parameters)}</td><td>${flops(all)}</td></tr></tfoot></table>`
  );
}

/** What each seed reached. */
export function seedTable({ seeds, plain, augmented }: AugmentationMetrics): string {
  const row = (name: string | number, a: number, b: number) =>
    `<tr><th scope="row">${name}</th><td>${percent(a)}</td><td${b > a ? ' class="best"' : ''}>${percent(b)}</td></tr>`;
  const rows = seeds.map((seed, i) => row(`seed ${seed}`, plain.testAccuracies[i], augmented.testAccuracies[i]));
  return (
    '<div><table class="costs"><caption>At the end</caption>' +
    '<thead><tr><th></th><th scope="col">as they are</th><th scope="col">augmented</th></tr></thead>' +
    `<tbody>${rows.join('')}</tbody><tfoot>${row('mean', plain.mean, augmented.mean)}</tfoot></table></div>`
  );
}

function flops(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)}\u00a0M`;
  return value >= 1e3 ? `${(value / 1e3).toFixed(1)}\u00a0k` : String(value);
}
