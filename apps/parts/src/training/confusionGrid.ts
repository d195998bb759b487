import { css, html, type TemplateResult } from 'lit';

export interface ConfusionGridOptions {
  readonly label: string;
  readonly said: string;
  readonly isDigit: string;
  /** How a cell is read out: 'a 4 taken for a 9: 12 digits'. */
  readonly name: (digit: number, said: number, count: number) => string;
  readonly chosen: readonly [digit: number, said: number] | undefined;
  readonly onChoose: (digit: number, said: number) => void;
}

/** What the held-out digits were taken for: a row a digit, a column an answer; mistakes open when they are chosen. */
export function confusionGrid(
  rows: readonly (readonly number[])[],
  { label, said, isDigit, name, chosen, onChoose }: ConfusionGridOptions,
): TemplateResult {
  const most = Math.max(1, ...rows.flatMap((row, digit) => row.filter((_, other) => other !== digit)));
  const cell = (count: number, digit: number, answer: number) => {
    const right = digit === answer;
    const share = right ? 0 : Math.sqrt(count / most);
    const pressed = chosen?.[0] === digit && chosen[1] === answer;
    return html`<td class=${right ? 'right' : ''} style="--share: ${(100 * share).toFixed(0)}%">
      <button
        type="button"
        data-cell="${digit},${answer}"
        aria-label=${name(digit, answer, count)}
        aria-pressed=${pressed}
        ?disabled=${count === 0}
        @click=${() => onChoose(digit, answer)}
      >${count || ''}</button>
    </td>`;
  };
  const digits = rows.map((_, digit) => digit);
  return html`<table class="confusion" aria-label=${label}>
    <thead>
      <tr><td></td><th colspan=${rows.length} scope="colgroup">${said}</th></tr>
      <tr><th scope="col" class="corner">${isDigit}</th>${digits.map((digit) => html`<th scope="col">${digit}</th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map((row, digit) => html`<tr><th scope="row">${digit}</th>${row.map((count, answer) => cell(count, digit, answer))}</tr>`)}
    </tbody>
  </table>`;
}

export const confusionGridStyles = css`
  table.confusion { border-collapse: separate; border-spacing: 2px; font-size: 0.75rem; font-variant-numeric: tabular-nums; width: 100%; max-width: 27rem; table-layout: fixed; }
  table.confusion th { font-weight: 500; color: var(--quiet); padding: 0; }
  table.confusion th.corner { font-size: 0.625rem; overflow: hidden; }
  table.confusion td { padding: 0; border-radius: 4px; background: color-mix(in oklab, var(--negative) calc(var(--share, 0%) * 0.55), var(--raised)); }
  table.confusion td.right { background: color-mix(in oklab, var(--accent) 14%, var(--raised)); }
  table.confusion thead td { background: none; }
  table.confusion button { width: 100%; min-height: 1.75rem; padding: 0; border: 1px solid transparent; border-radius: 4px; background: none; color: var(--ink); font-size: 0.75rem; opacity: 1; }
  table.confusion button[aria-pressed='true'] { border-color: var(--accent); }
`;
