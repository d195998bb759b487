import { css, html, type TemplateResult } from 'lit';
import { photos } from '../photos/photos';
import type { Block, Outcome } from './Lesson';
import type { TransferMessages } from './messages';
import type { Training } from './Training';

/** What will happen, before anything was loaded: a picture, frozen layers, the new classifier. */
export function pipeline(t: TransferMessages): TemplateResult {
  const [picture, frozen, block, head] = t.pipeline;
  return html`<ol class="pipeline" role="list">
    <li><img src=${photos.cat} alt=${picture} width="72" height="72" /></li>
    <li class="frozen">❄ ${frozen}</li>
    <li class="block">❄ → ▲ ${block}</li>
    <li class="head">▲ ${head}</li>
  </ol>`;
}

/** The network as a row of blocks: frozen ones quiet, learning ones lit. */
export function blockStrip(
  blocks: readonly Block[],
  t: TransferMessages,
  number: (value: number) => string,
): TemplateResult {
  const sum = (of: (block: Block) => number) => number(blocks.reduce((total, block) => total + of(block), 0));
  const box = ({ name, parameters, trainable }: Block) => html`
    <li class=${trainable > 0 ? 'learns' : 'frozen'} data-block=${name}>
      <code>${name}</code>
      <span>${number(parameters)}</span>
      <span class="state">${trainable > 0 ? `▲ ${number(trainable)}` : `❄ ${t.frozen}`}</span>
    </li>
  `;
  return html`
    <figure class="network">
      <figcaption>${t.network}: <output>${t.trainable(
        sum(({ trainable }) => trainable),
        sum(({ parameters }) => parameters),
      )}</output></figcaption>
      <ol class="blocks" role="list">${blocks.map(box)}</ol>
    </figure>
  `;
}

/** The losses and the accuracies of a training, epoch by epoch. */
export function chartsOf({ epochs, losses, accuracies }: Training, t: TransferMessages): TemplateResult {
  const unfrozen = losses[2].some((value) => value !== null);
  const series = t.lines.slice(0, unfrozen ? 4 : 2).map((label, i) => ({ label, dashed: i % 2 === 1 }));
  const chart = (label: string, lines: Training['losses']) => html`<striate-line-chart
    label=${label}
    x-label=${t.epoch}
    .series=${series}
    .x=${epochs}
    .lines=${lines.slice(0, series.length)}
  ></striate-line-chart>`;
  return html`<div class="charts">${chart(t.loss, losses)} ${chart(t.accuracy, accuracies)}</div>`;
}

/** How well the held-out pictures were told, and which was taken for which. */
export function outcomeView(
  { accuracy, heldOut, confusion, kept }: Outcome,
  names: readonly string[],
  t: TransferMessages,
  percent: (value: number) => string,
): TemplateResult {
  const most = Math.max(1, ...confusion.flat());
  const cell = (count: number, row: number, column: number) => html`<td
    class=${row === column ? 'right' : count > 0 ? 'wrong' : ''}
    style="--share: ${Math.round((100 * count) / most)}%"
  >${count}</td>`;
  return html`
    <div class="outcome">
      <p role="status">${t.outcome(percent(accuracy), heldOut)} ${kept ? '' : t.takenBack}</p>
      <table class="confusion">
        <caption>${t.confusion} <small>(${t.confusionHint})</small></caption>
        <thead><tr><td></td>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>
          ${confusion.map((row, y) => html`<tr><th scope="row">${names[y]}</th>${row.map((count, x) => cell(count, y, x))}</tr>`)}
        </tbody>
      </table>
    </div>
  `;
}

/** The styles of these. */
export const viewStyles = css`
  ol.pipeline { display: flex; flex-wrap: wrap; gap: 0.5rem 1.6rem; align-items: center; padding: 0; list-style: none; font-size: 0.875rem; }
  ol.pipeline li { position: relative; padding: 0.8rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--raised); color: var(--quiet); }
  ol.pipeline li:has(img) { padding: 0; overflow: clip; overflow-clip-margin: 2rem; }
  ol.pipeline li + li::before { content: '→'; position: absolute; left: -1.35rem; color: var(--quiet); }
  ol.pipeline img { display: block; object-fit: cover; border-radius: inherit; }
  ol.pipeline li.head { background: var(--highlight); border-color: var(--accent); color: var(--ink); font-weight: 600; }
  ol.pipeline li.block { border-style: dashed; border-color: var(--accent); color: var(--ink); }
  figure.network { display: grid; gap: 0.4rem; }
  figure.network figcaption, table.confusion caption { font-size: 0.875rem; color: var(--quiet); text-align: start; }
  ol.blocks { display: flex; flex-wrap: wrap; gap: 4px; padding: 0; list-style: none; font-variant-numeric: tabular-nums; }
  ol.blocks li { display: grid; padding: 0.3rem 0.5rem; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); color: var(--quiet); font-size: 0.75rem; line-height: 1.35; transition: background 200ms; }
  ol.blocks code { font-family: var(--mono); font-weight: 600; color: var(--ink); }
  ol.blocks li.learns { background: var(--highlight); border-color: var(--accent); }
  ol.blocks li.learns .state { color: var(--ink); font-weight: 600; }
  .charts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); }
  .outcome { display: grid; gap: 0.6rem; }
  table.confusion { border-collapse: collapse; font-variant-numeric: tabular-nums; justify-self: start; }
  table.confusion caption { padding-bottom: 0.3rem; }
  table.confusion th { padding: 0.2rem 0.5rem; font-size: 0.8125rem; font-weight: 500; max-width: 8rem; overflow-wrap: anywhere; }
  table.confusion tbody th { text-align: end; }
  table.confusion tbody td { min-width: 3rem; height: 2.25rem; border: 1px solid var(--line); text-align: center; }
  table.confusion td.right { background: color-mix(in oklab, var(--positive) calc(var(--share) * 0.3), var(--paper)); }
  table.confusion td.wrong { background: color-mix(in oklab, var(--negative) calc(var(--share) * 0.35), var(--paper)); }
`;
