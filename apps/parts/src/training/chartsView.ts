import { html, type TemplateResult } from 'lit';
import { curves } from './curves';
import type { messages } from './messages';
import type { Training } from './Training';

type Texts = (typeof messages)['en'];

/** The loss and the accuracy as they come. */
export function chartsView({ runs }: Training, t: Texts): TemplateResult {
  const short = runs.length > 1 && { training: t.learned, heldOut: t.tested };
  const names = { ...t, ...short, network: (name: string) => (t.networks as Readonly<Record<string, string>>)[name] };
  const chart = (what: 'loss' | 'accuracy', range?: readonly [number, number]) => {
    const { series, x, lines } = curves(runs, what, names);
    return html`<striate-line-chart
      data-chart=${what}
      label=${t[what]}
      x-label=${t.step}
      .series=${series}
      .x=${x}
      .lines=${lines}
      .range=${range}
    ></striate-line-chart>`;
  };
  return html`<div class="charts">${chart('loss')} ${chart('accuracy', [0, 1])}</div>`;
}
