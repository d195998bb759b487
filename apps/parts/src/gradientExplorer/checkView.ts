import { html, type TemplateResult } from 'lit';
import type { Checked } from './checkNumerically';
import { largestDifference } from './largestDifference';
import type { messages } from './messages';

/** In float32 a right gradient and finite differences agree to some four digits. */
const tolerance = 2e-3;

/** Both derivatives of each number side by side, and whether they agree. */
export function checkView(
  checked: readonly Checked[],
  name: string,
  t: (typeof messages)['en'],
  language: string,
): TemplateResult {
  const write = (value: number) => value.toLocaleString(language, { maximumSignificantDigits: 6 });
  const largest = largestDifference(checked);
  const share = largest.toLocaleString(language, { style: 'percent', maximumSignificantDigits: 2 });
  const passes = largest < tolerance;
  return html`
    <p class="verdict ${passes ? 'passes' : 'fails'}" role="status">${passes ? `✓ ${t.passes(share)}` : `✗ ${t.fails(share)}`}</p>
    <div class="scroll">
      <table class="check">
        <thead><tr><th scope="col">${t.value}</th><th scope="col">${t.analytic}</th><th scope="col">${t.numeric}</th><th scope="col">${t.difference}</th></tr></thead>
        <tbody>
          ${checked.map(
            ({ row, column, analytic, numeric }) => html`<tr>
              <th scope="row">${name}[${row}, ${column}]</th><td>${write(analytic)}</td><td>${write(numeric)}</td>
              <td>${Math.abs(analytic - numeric).toExponential(1)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}
