import { html, nothing, type TemplateResult } from 'lit';
import { bars } from '../kit/bars';
import type { messages } from './messages';
import type { Look } from './news';
import { mapStrip } from './pictures';
import type { Training } from './Training';

type Texts = (typeof messages)['en'];

const nothingYet = new Array<number>(10).fill(0);

/** A pad to draw on, what the networks see there, and what every layer made of it. */
export function readingView(part: Training, t: Texts): TemplateResult {
  const { runs, looks, compact, selected } = part;
  const networks = part.settings.map(({ network }) => t.networks[network]);
  const probabilities = networks.map((name, i) => {
    const values = looks[i]?.probabilities ?? nothingYet;
    const label = networks.length > 1 ? `${t.probabilities}: ${name}` : t.probabilities;
    const items = values.map((value, digit) => ({ label: String(digit), value }));
    return html`<section class="piece" data-network=${part.settings[i].network}>
      <h4>${label}</h4>
      ${bars(items, { label, language: part.language })}
    </section>`;
  });
  const filters = runs[selected]?.filters;
  return html`
    <div class="columns">
      <section class="piece">
        <h4>${t.draw}</h4>
        <striate-drawing-pad label=${t.draw} hint=${t.drawHint} @input=${() => part.look()} @change=${() => part.look()}></striate-drawing-pad>
      </section>
      <div>${probabilities}</div>
      ${
        compact || !runs[0]?.opened
          ? nothing
          : html`<div class="wide">
              ${networks.length > 1 ? which(part, t, networks) : nothing}
              ${
                filters
                  ? html`<section class="piece" data-piece="filters">
                      <h4>${filters.width === 28 ? t.units : t.filters}</h4>
                      ${mapStrip(filters, t.filters, filters.width === 28 ? 12 : 32)}
                    </section>`
                  : nothing
              }
              <section class="piece" data-piece="layers">
                <h4>${t.layers}</h4>
                ${looks[selected] ? layers(looks[selected]) : html`<p class="quiet">${t.layersHint}</p>`}
              </section>
            </div>`
      }
    </div>
  `;
}

function layers({ layers }: Look): TemplateResult {
  return html`<div class="layers">
    ${layers.map((layer) => {
      const size = layer.height === 1 ? `${layer.width}` : `${layer.height}×${layer.width}×${layer.channels}`;
      return html`<div class="layer"><span>${layer.name}<br />${size}</span>${mapStrip(layer, `${layer.name} ${size}`)}</div>`;
    })}
  </div>`;
}

function which(part: Training, t: Texts, networks: readonly string[]): TemplateResult {
  return html`<div class="row" role="group" aria-label=${t.which}>
    <span class="quiet">${t.which}</span>
    ${networks.map(
      (name, i) => html`<button
        type="button"
        aria-pressed=${part.selected === i}
        @click=${() => Object.assign(part, { selected: i, cell: undefined })}
      >${name}</button>`,
    )}
  </div>`;
}
