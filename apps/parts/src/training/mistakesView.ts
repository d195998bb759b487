import { html, nothing, type TemplateResult } from 'lit';
import { confusionGrid } from './confusionGrid';
import type { messages } from './messages';
import { digitPicture } from './pictures';
import type { Training } from './Training';

type Texts = (typeof messages)['en'];

/** What the held-out digits were taken for, and the digits of the cell that was opened. */
export function mistakesView(part: Training, t: Texts): TemplateResult | typeof nothing {
  const { newest } = part.runs[part.selected];
  if (!newest) return nothing;
  const { cell } = part;
  const count = (value: number) => value.toLocaleString(part.language);
  return html`
    <div class="mistakes">
      <section class="piece">
        <h4>${t.confusion}</h4>
        ${confusionGrid(newest.confusion, {
          label: t.confusion,
          said: t.said,
          isDigit: t.digit,
          name: (digit, said, many) => t.cell(digit, said, count(many)),
          chosen: cell && [cell.digit, cell.said],
          onChoose: (digit, said) => void part.openCell(digit, said),
        })}
      </section>
      <section class="piece" aria-live="polite" data-piece="mistakes">
        ${
          cell
            ? html`<h4>${t.cellTitle(cell.digit, cell.said)}</h4>
                <div class="found">
                  ${cell.mistakes.map(({ pixels, probability }) => {
                    const sure = t.sure(probability.toLocaleString(part.language, { style: 'percent' }));
                    return html`<figure>${digitPicture(pixels, t.cellTitle(cell.digit, cell.said))}<figcaption>${sure}</figcaption></figure>`;
                  })}
                </div>`
            : html`<p class="quiet">${t.confusionHint}</p>`
        }
      </section>
    </div>
  `;
}
