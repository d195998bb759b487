import { html, nothing, type TemplateResult } from 'lit';
import type { ExplorerMessages } from './messages';
import type { Rectangle } from './NetworkExplorer';
import { type Explanation, indexOf, type LayerRecord, type Part, type Place } from './records';

/** So many parts of a sum have a line each. */
const fewParts = 16;

export interface DetailView {
  readonly record: LayerRecord;
  readonly input: LayerRecord;
  readonly place: Place;
  readonly field: Rectangle | undefined;
  readonly explanation: Explanation | undefined;
  readonly t: ExplorerMessages;
  number(value: number): string;
  onPlace(place: Place): void;
}

/** The chosen map at large, what its pixel sees of the picture, and the sum behind its number. */
export function detailView(view: DetailView): TemplateResult {
  const { record, input, place, field, t } = view;
  const spatial = record.height * record.width > 1;
  const value = record.values[indexOf(record, place)];
  const gradient = record.gradient?.[indexOf(record, place)];
  return html`
    <div class="detail">
      <figure>
        <figcaption>${t.kinds.input}</figcaption>
        <div class="large" style="aspect-ratio: ${input.width} / ${input.height}">
          <canvas class="pixels" data-input role="img" aria-label=${t.kinds.input}></canvas>
          ${field ? frame('field', field, input) : nothing}
        </div>
        ${field ? html`<span class="quiet field-size">${t.field(field.bottom - field.top, field.right - field.left)}</span>` : nothing}
      </figure>
      ${
        spatial
          ? html`<figure>
              <figcaption>${t.map(record.name, place.channel + 1)}</figcaption>
              <div
                class="large pick"
                style="aspect-ratio: ${record.width} / ${record.height}"
                @pointermove=${(event: PointerEvent & { currentTarget: HTMLElement }) => pick(view, event)}
                @pointerdown=${(event: PointerEvent & { currentTarget: HTMLElement }) => pick(view, event)}
              >
                <canvas class="pixels" data-large role="img" aria-label=${t.map(record.name, place.channel + 1)}></canvas>
                ${frame('pixel', { top: place.row, left: place.column, bottom: place.row + 1, right: place.column + 1 }, record)}
              </div>
              <span class="quiet">${t.point}</span>
            </figure>`
          : nothing
      }
      <div class="numbers">
        <div class="controls">
          ${stepper(view, 'channel', record.channels)}
          ${spatial ? [stepper(view, 'row', record.height), stepper(view, 'column', record.width)] : nothing}
        </div>
        <p class="value" data-value=${value}>
          <strong>${record.name}</strong> · ${t.value} <output>${view.number(value)}</output>
          ${gradient === undefined ? nothing : html`· ${t.gradient} <output>${view.number(gradient)}</output>`}
        </p>
        ${formula(view)}
      </div>
    </div>
  `;
}

function frame(name: string, { top, left, bottom, right }: Rectangle, { height, width }: LayerRecord): TemplateResult {
  const percent = (share: number) => `${100 * share}%`;
  const style = `top: ${percent(top / height)}; left: ${percent(left / width)}; height: ${percent((bottom - top) / height)}; width: ${percent((right - left) / width)}`;
  return html`<span class="frame ${name}" style=${style}></span>`;
}

function pick({ record, place, onPlace }: DetailView, event: PointerEvent & { currentTarget: HTMLElement }): void {
  const box = event.currentTarget.getBoundingClientRect();
  const at = (share: number, size: number) => Math.max(0, Math.min(size - 1, Math.floor(share * size)));
  const row = at((event.clientY - box.top) / box.height, record.height);
  const column = at((event.clientX - box.left) / box.width, record.width);
  if (row !== place.row || column !== place.column) onPlace({ ...place, row, column });
}

/** Counted from 1, as people do. */
function stepper({ place, onPlace, t }: DetailView, key: 'channel' | 'row' | 'column', size: number): TemplateResult {
  return html`<label class="control">${t[key]}
    <input
      type="number"
      min="1"
      max=${size}
      data-step=${key}
      .value=${String(place[key] + 1)}
      @input=${({ target }: Event & { target: HTMLInputElement }) => {
        const value = Math.round(target.valueAsNumber) - 1;
        if (value >= 0 && value < size) onPlace({ ...place, [key]: value });
      }}
    />
  </label>`;
}

function formula(view: DetailView): TemplateResult | typeof nothing {
  const { explanation: found, record, place, t, number } = view;
  if (!found) return nothing;
  const value = record.values[indexOf(record, place)];
  const line = (text: string) => html`<p class="formula" aria-live="polite">${text}</p>`;
  switch (found.kind) {
    case 'weighted':
      return html`
        ${found.parts.length > 0 ? table(view, found.parts, found.bias, found.before) : nothing}
        ${found.scores ? softmaxLine(found.scores, place.channel, value, number) : line(found.activation === 'linear' ? `= ${number(value)}` : `${found.activation}(${number(found.before)}) = ${number(value)}`)}
      `;
    case 'pool': {
      const numbers = Array.from(found.window.values, number);
      const shown = numbers.length > 16 ? [...numbers.slice(0, 15), '…'] : numbers;
      return line(`${found.mode}(${shown.join(', ')}) = ${number(value)}`);
    }
    case 'activation':
      return line(`${found.name}(${number(found.before)}) = ${number(value)}`);
    case 'normalization': {
      const { before, mean, variance, epsilon, gamma, beta } = found;
      return line(
        `${number(gamma)} · (${number(before)} − ${number(mean)}) / √(${number(variance)} + ${epsilon}) + ${number(beta)} = ${number(value)}`,
      );
    }
    case 'sum':
      return line(`${found.terms.map(number).join(' + ')} = ${number(value)}`);
    default:
      return record.kind === 'input' ? nothing : html`<p class="quiet">${t.given}</p>`;
  }
}

function softmaxLine(scores: readonly number[], index: number, value: number, number: (value: number) => string) {
  const top = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - top), 0);
  return html`<p class="formula" aria-live="polite">
    softmax: e<sup>${number(scores[index])}</sup> / Σ e<sup>z</sup> = ${number(Math.exp(scores[index] - top))} / ${number(total)} =
    ${number(value)}
  </p>`;
}

/** What each input channel adds: the largest first where there are many. */
function table({ t, number, place }: DetailView, parts: readonly Part[], bias: number, before: number): TemplateResult {
  const many = parts.length > fewParts;
  const sorted = many ? [...parts].sort((a, b) => Math.abs(b.sum) - Math.abs(a.sum)) : parts;
  const shown = sorted.slice(0, fewParts);
  const rest = sorted.slice(fewParts).reduce((sum, part) => sum + part.sum, 0);
  const backward = shown[0].kernelGradient !== undefined;
  const patch = (name: string, part: Part) =>
    part.window.values.length > 1
      ? html`<canvas class="pixels patch" data-patch="${name},${part.channel}"></canvas>`
      : html`${number((name === 'window' ? part.window : part.kernel).values[0])}`;
  return html`<div class="sums"><table>
    <thead>
      <tr><th scope="col">${t.inputMap}</th><th scope="col" colspan="2">× ${t.filter}</th>${backward ? html`<th scope="col">${t.filterGradient}</th>` : nothing}<th scope="col">${t.sum}</th></tr>
    </thead>
    <tbody data-place="${place.layer},${place.channel}">
      ${shown.map(
        (part) => html`<tr>
          <th scope="row">${part.channel + 1}</th>
          <td>${patch('window', part)}</td>
          <td>${patch('kernel', part)}</td>
          ${backward ? html`<td>${part.window.values.length > 1 ? html`<canvas class="pixels patch" data-patch="gradient,${part.channel}"></canvas>` : number(part.kernelGradient?.values[0] ?? 0)}</td>` : nothing}
          <td class="number share">${number(part.sum)}</td>
        </tr>`,
      )}
      ${many ? html`<tr><th scope="row" colspan=${backward ? 4 : 3}>${t.rest(parts.length - fewParts)}</th><td class="number share">${number(rest)}</td></tr>` : nothing}
      <tr><th scope="row" colspan=${backward ? 4 : 3}>${t.bias}</th><td class="number bias">${number(bias)}</td></tr>
      <tr class="total"><th scope="row" colspan=${backward ? 4 : 3}>Σ</th><td class="number total">${number(before)}</td></tr>
    </tbody>
  </table></div>`;
}
