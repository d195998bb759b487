import { count, percent, seconds } from '@striate/kit';
import type { ExperimentMetrics, Metrics, Way } from './metrics';

const names: Readonly<Record<Way, string>> = {
  scratch: 'From scratch',
  frozen: 'Frozen features, new classifier',
  fineTuned: 'Fine-tuned',
  logistic: 'Logistic regression on the features',
  nearestMean: 'Nearest class mean',
};

/** What each way reached with the most pictures, by seed. */
export function waysTable({ sizes }: ExperimentMetrics, seeds: Metrics['seeds']): string {
  const last = sizes[sizes.length - 1];
  const best = Math.max(...Object.keys(names).map((way) => last[way as Way].mean));
  const rows = Object.entries(names).map(([key, name]) => {
    const { accuracies, mean, seconds: taken } = last[key as Way];
    const gain = 100 * (mean - last.scratch.mean);
    const cells = accuracies.map((accuracy) => `<td>${percent(accuracy, 1)}</td>`);
    const style = mean === best ? ' class="best"' : '';
    return `<tr><th scope="row">${name}</th>${cells.join('')}<td${style}>${percent(mean, 1)}</td><td>${key === 'scratch' ? '' : points(gain)}</td><td>${seconds(taken / accuracies.length)}</td></tr>`;
  });
  const heads = [...seeds.map((seed) => `seed ${seed}`), 'mean', 'points', 'time'];
  return (
    `<table class="costs"><caption>With ${last.imagesPerClass} images of each class</caption><thead><tr><th></th>` +
    `${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
  );
}

/** What training left as it was. */
export function untouchedTable(parts: readonly (readonly [string, ExperimentMetrics])[]): string {
  const rows = parts.flatMap(([title, { untouched }]) =>
    (['frozen', 'fineTuned'] as const).map((way) => {
      const { same, sameValues, sameStatistics, changed } = untouched[way];
      return `<tr><th scope="row">${title}: ${names[way].toLowerCase()}</th><td>${count(same)}</td><td>${count(sameValues)}</td><td>${count(sameStatistics)}</td><td>${count(changed.length)}</td></tr>`;
    }),
  );
  return (
    '<table class="costs"><thead><tr><th></th><th scope="col">weights the same in every bit</th><th scope="col">values in them</th>' +
    '<th scope="col">moving statistics among them</th><th scope="col">weights that learned</th></tr></thead>' +
    `<tbody>${rows.join('')}</tbody></table>`
  );
}

/** How long a pass takes, with the features kept and without. */
export function passTable(parts: readonly (readonly [string, ExperimentMetrics])[]): string {
  const milliseconds = (value: number) => `${(1000 * value).toFixed(value < 0.01 ? 2 : 0)}\u00a0ms`;
  const rows = parts.map(
    ([title, { pass, network }]) =>
      `<tr><th scope="row">${title}: ${network}, ${count(pass.images)} images</th><td>${milliseconds(pass.direct)}</td><td>${milliseconds(pass.cached)}</td><td class="best">${pass.times.toFixed(0)}×</td><td>${milliseconds(pass.features)}</td></tr>`,
  );
  return (
    '<table class="costs"><thead><tr><th></th><th scope="col">a pass through the network</th><th scope="col">over kept features</th>' +
    `<th scope="col">faster</th><th scope="col">computing them, once</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  );
}

/** `+12.3`. */
export function points(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`;
}
