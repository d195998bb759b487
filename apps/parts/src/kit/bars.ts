import { css, html, nothing, type TemplateResult } from 'lit';

export interface Bar {
  readonly label: string;
  /** From 0 to 1. */
  readonly value: number;
}

export interface BarsOptions {
  /** What the bars are, for those who hear them: 'probability of each digit'. */
  readonly label: string;
  /** The page's language, for the numbers. */
  readonly language: string;
}

/** Probabilities as horizontal bars in the order given; the largest is lit. */
export function bars(items: readonly Bar[], { label, language }: BarsOptions): TemplateResult {
  const most = Math.max(...items.map(({ value }) => value));
  const percent = (value: number) =>
    value.toLocaleString(language, { style: 'percent', maximumFractionDigits: value > 0.1 ? 0 : 1 });
  const bar = (item: Bar) => html`
    <li class=${item.value === most && most > 0 ? 'most' : ''} data-label=${item.label}>
      <span class="name">${item.label}</span>
      <span class="track"><span class="fill" style="width: ${(100 * item.value).toFixed(1)}%"></span></span>
      <span class="number">${most > 0 ? percent(item.value) : nothing}</span>
    </li>
  `;
  return html`<ul class="bars" role="list" aria-label=${label}>${items.map(bar)}</ul>`;
}

/** The styles of `bars`, for the `styles` of the part that uses it. */
export const barsStyles = css`
  ul.bars { list-style: none; padding: 0; display: grid; gap: 3px; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
  ul.bars li { display: grid; grid-template-columns: minmax(1.25rem, max-content) minmax(3rem, 1fr) 3.25rem; gap: 0.5rem; align-items: center; }
  ul.bars .name { overflow-wrap: anywhere; }
  ul.bars .track { height: 0.8rem; border-radius: 4px; background: var(--raised); box-shadow: inset 0 0 0 1px var(--line); overflow: clip; }
  ul.bars .fill { display: block; height: 100%; background: var(--quiet); opacity: 0.55; transition: width 160ms ease-out; }
  ul.bars .number { text-align: end; color: var(--quiet); }
  ul.bars li.most .fill { background: var(--accent); opacity: 1; }
  ul.bars li.most .name, ul.bars li.most .number { font-weight: 600; color: var(--ink); }
`;
