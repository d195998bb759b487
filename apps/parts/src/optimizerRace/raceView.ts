import { html, nothing, svg, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { seriesColors } from '../kit/seriesColors';
import type { messages } from './messages';
import type { OptimizerRace } from './OptimizerRace';
import { paintContours } from './paintContours';
import { courses, type RacerName, racerNames, racerTitles, raceSteps } from './racers';

type Texts = (typeof messages)['en'];

/** A height that a logarithmic axis can show. */
const lowest = 1e-6;
const meanOf = 10;

/** The map with the paths, and how low everybody is; or the losses of the networks that learn digits. */
export function raceView(part: OptimizerRace, t: Texts): TemplateResult {
  const { field, learning } = part;
  const digits = part.track === 'digits';
  const lines = field.map((name) => (digits ? smooth(part.losses.get(name) ?? []) : heightsOf(part, name)));
  const steps = digits ? Math.max(1, ...lines.map((line) => line.length)) : raceSteps + 1;
  const last = (line: readonly number[]) =>
    line[Math.min(line.length - 1, digits ? Number.POSITIVE_INFINITY : part.step)];
  const heights = digits ? lines : field.map((name) => part.paths.get(name)?.height ?? []);
  const ends = heights.map((line) => last(line) ?? Number.POSITIVE_INFINITY);
  const first = field[ends.indexOf(Math.min(...ends))];
  const done = part.losses.size - (learning ? 1 : 0);
  return html`
    <div class="row">
      <button type="button" class="primary" data-action="again" @click=${() => part.race()}>${t.again}</button>
      ${learning ? html`<button type="button" data-action="stop" @click=${() => part.stop()}>${t.stop}</button>` : nothing}
      <span class="leader" data-leader=${first ?? ''}>
        ${learning ? t.running(racerTitles[learning], Math.max(0, done), field.length) : first && ends.some(Number.isFinite) ? t.leads(racerTitles[first]) : nothing}
      </span>
    </div>
    <div class=${digits ? '' : 'views'}>
      ${digits ? nothing : map(part, t)}
      <div>
        <striate-line-chart
          label=${digits ? t.loss : t.height}
          x-label=${t.step}
          ?logarithmic=${!digits}
          .digits=${digits ? 3 : 4}
          .series=${field.map((name) => ({ label: racerTitles[name], color: colorOf(name) }))}
          .x=${Array.from({ length: steps }, (_, i) => i)}
          .lines=${lines.map((line) => Array.from({ length: steps }, (_, i) => (digits || i <= part.step ? (line[i] ?? null) : null)))}
        ></striate-line-chart>
      </div>
    </div>
  `;
}

function map(part: OptimizerRace, t: Texts): TemplateResult | typeof nothing {
  const { track, step, heights } = part;
  if (track === 'digits') return nothing;
  const { x, y, formula } = courses[track];
  const place = (value: number, [from, to]: readonly [number, number]) => (100 * (value - from)) / (to - from);
  const points = (name: RacerName) => {
    const path = part.paths.get(name);
    const across = path?.x.slice(0, step + 1) ?? [];
    return across.map((value, i) => [place(value, x), 100 - place(path?.y[i] ?? 0, y)] as const);
  };
  const drawn = part.field.map((name) => {
    const at = points(name);
    const end = at[at.length - 1];
    return end === undefined
      ? nothing
      : svg`<polyline points=${at.map((point) => point.map((value) => value.toFixed(2)).join()).join(' ')} style="stroke: ${colorOf(name)}" />
          <circle cx=${end[0]} cy=${end[1]} r="1.6" style="fill: ${colorOf(name)}" />`;
  });
  const paint = ref((canvas) => {
    if (canvas instanceof HTMLCanvasElement && heights) paintContours(canvas, heights);
  });
  return html`<figure>
    <div class="map" role="img" aria-label=${t.map(formula)}>
      <canvas ${paint}></canvas>
      <svg viewBox="0 0 100 100" aria-hidden="true">${drawn}</svg>
    </div>
    <figcaption class="quiet">f(x, y) = ${formula}</figcaption>
    <input
      type="range"
      min="0"
      max=${raceSteps}
      aria-label=${t.step}
      .value=${String(step)}
      @input=${({ target }: Event & { target: HTMLInputElement }) => part.scrub(target.valueAsNumber)}
    />
  </figure>`;
}

function heightsOf(part: OptimizerRace, name: RacerName): number[] {
  if (part.track === 'digits') return [];
  const { floor } = courses[part.track];
  return part.paths.get(name)?.height.map((height) => Math.max(lowest, height - floor)) ?? [];
}

function smooth(losses: readonly number[]): number[] {
  return losses.map((_, i) => {
    const seen = losses.slice(Math.max(0, i + 1 - meanOf), i + 1);
    return seen.reduce((sum, loss) => sum + loss, 0) / seen.length;
  });
}

function colorOf(name: RacerName): string {
  return seriesColors[racerNames.indexOf(name)];
}
