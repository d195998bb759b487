import { css, html, type TemplateResult } from 'lit';
import type { SentenceMessages } from './messages';
import { type Phrase, phrasesOf, type Reading } from './Reading';

const shown = 8;

/** The words of a window; what lies beyond the sentence is an ellipsis. */
export function windowText({ words }: Reading, from: number, width: number, t: SentenceMessages): string {
  const seen = words.slice(Math.max(0, from), Math.max(0, from + width)).map(({ text }) => text);
  return seen.length === 0 ? `(${t.edge})` : seen.join(' ');
}

/** The groups of words that won, what each adds, and the sum. */
export function phraseTable(
  reading: Reading,
  t: SentenceMessages,
  number: (value: number) => string,
  point: (phrase: Phrase) => void,
): TemplateResult {
  const phrases = phrasesOf(reading);
  const rest = phrases.slice(shown);
  const most = Math.max(...phrases.map(({ contribution }) => Math.abs(contribution)), 1e-9);
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${number(Math.abs(value))}`;
  const bar = (value: number) =>
    html`<span class="bar ${value < 0 ? 'minus' : 'plus'}" style="--share: ${Math.min(1, Math.abs(value) / most)}"></span>`;
  const row = (phrase: Phrase) => html`<tr>
    <td><button type="button" class="phrase" @click=${() => point(phrase)} @pointerenter=${() => point(phrase)}>${windowText(reading, phrase.from, phrase.width, t)}</button></td>
    <td class="number">${phrase.filters.length}</td>
    <td class="number">${signed(phrase.contribution)}</td>
    <td class="bars-cell" aria-hidden="true">${bar(phrase.contribution)}</td>
  </tr>`;
  const sumOfRest = rest.reduce((sum, { contribution }) => sum + contribution, 0);
  const line = (label: string, value: number, className = '') => html`<tr class=${className}>
    <td>${label}</td><td></td><td class="number">${signed(value)}</td><td></td>
  </tr>`;
  return html`<table class="phrases">
    <thead><tr><th scope="col">${t.phrase}</th><th scope="col">${t.filters}</th><th scope="col">${t.contribution}</th><td></td></tr></thead>
    <tbody>
      ${phrases.slice(0, shown).map(row)} ${rest.length > 0 ? line(t.rest(rest.length), sumOfRest) : ''}
      ${line(t.bias, reading.bias)} ${line(t.sum, reading.logOdds, 'sum')}
    </tbody>
  </table>`;
}

export const phraseStyles = css`
  table.phrases { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  table.phrases th { font-size: 0.8125rem; font-weight: 500; color: var(--quiet); text-align: start; padding: 0 0.6rem 0.2rem 0; }
  table.phrases td { padding: 0.15rem 0.6rem 0.15rem 0; border-top: 1px solid var(--line); }
  table.phrases td.number { text-align: end; white-space: nowrap; }
  table.phrases .bars-cell { width: 40%; padding: 0; }
  table.phrases tr.sum { font-weight: 600; }
  table.phrases thead td { border: 0; }
  button.phrase { min-height: 1.75rem; padding: 0 0.4rem; text-align: start; font-family: var(--mono); font-size: 0.8125rem; }
  .bar { display: block; height: 0.9rem; border-radius: 3px; width: calc(50% * var(--share)); margin-inline-start: 50%; background: var(--positive); }
  .bar.minus { margin-inline-start: calc(50% * (1 - var(--share))); background: var(--negative); }
  @container (max-width: 26rem) { table.phrases .bars-cell { display: none; } }
`;
