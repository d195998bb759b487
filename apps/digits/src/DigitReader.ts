import { bars, barsStyles } from '@striate/parts/kit/bars';
import type { DrawingPad } from '@striate/parts/kit/DrawingPad';
import '@striate/parts/kit/DrawingPad';
import { theme } from '@striate/parts/theme';
import type { Look, Maps } from '@striate/parts/training/news';
import { mapStrip, picturesStyles } from '@striate/parts/training/pictures';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { filters, readDigit, stages } from './readDigit';

const noProbabilities = new Array<number>(10).fill(0);

/** A pad, what LeNet-5 sees there, and what each of its layers makes of it, while one draws. */
class DigitReader extends LitElement {
  static override styles = [
    theme,
    barsStyles,
    picturesStyles,
    css`
      .reader { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 1.5rem 2.5rem; align-items: start; }
      .side { display: grid; gap: 1rem; position: sticky; top: 1rem; }
      .says { font-size: 1.125rem; min-height: 1.75rem; }
      .says strong { font-size: 1.5rem; }
      striate-drawing-pad { --pad-size: 17rem; }
      ol { display: grid; gap: 0.9rem; padding: 0; list-style: none; --map-size: 2.9rem; }
      li.layer { display: grid; gap: 0.35rem; }
      li.layer p { display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: baseline; }
      li.layer b { font-weight: 600; }
      .shape { font-family: var(--mono); font-size: 0.8125rem; color: var(--quiet); }
      @container (max-width: 44rem) { .reader { grid-template-columns: minmax(0, 1fr); } .side { position: static; } striate-drawing-pad { --pad-size: 100%; } ol { --map-size: 2.5rem; } }
    `,
  ];

  static override properties = {
    seen: { state: true },
    pixels: { state: true },
    first: { state: true },
    problem: { state: true },
  };

  /** What the network makes of the drawing, and the drawing as it gets it. */
  declare seen: Look | undefined;
  declare pixels: Float32Array | undefined;
  declare first: Maps | undefined;
  declare problem: string;
  #reading = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.problem = '';
    filters().then(
      (first) => {
        this.first = first;
      },
      (error: Error) => {
        this.problem = error.message;
      },
    );
  }

  /** Reads the drawing; while it does, what is drawn waits for the next time. */
  async #read(): Promise<void> {
    const pad = this.renderRoot.querySelector<DrawingPad>('striate-drawing-pad');
    if (!pad || this.#reading) return;
    this.#reading = true;
    const { strokes } = pad;
    const pixels = pad.value;
    const seen = pad.empty ? undefined : await readDigit(pixels);
    Object.assign(this, { seen, pixels: seen && pixels });
    this.#reading = false;
    if (pad.strokes !== strokes) void this.#read();
  }

  protected override render(): TemplateResult {
    const { seen } = this;
    const probabilities = seen?.probabilities ?? noProbabilities;
    const most = probabilities.indexOf(Math.max(...probabilities));
    const items = probabilities.map((value, digit) => ({ label: String(digit), value }));
    return html`
      ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
      <div class="reader">
        <div class="side">
          <striate-drawing-pad
            label="Draw a digit"
            hint="Draw a digit, 0 to 9"
            @input=${() => this.#read()}
            @change=${() => this.#read()}
          ></striate-drawing-pad>
          <p class="says" role="status">${seen ? html`It looks like a <strong>${most}</strong>` : 'Draw, and LeNet-5 reads.'}</p>
          ${bars(items, { label: 'Probability of each digit', language: 'en' })}
        </div>
        <ol>
          ${this.pixels ? this.#input(this.pixels) : nothing} ${this.first && !seen ? this.#filters(this.first) : nothing}
          ${seen?.layers.map((layer, i) => {
            const shape = layer.height === 1 ? `${layer.width}` : `${layer.height}×${layer.width}×${layer.channels}`;
            return html`<li class="layer" data-layer=${layer.name}>
              <p><b>${layer.name}</b><span class="shape">${shape}</span><span class="quiet">${stages[i]}</span></p>
              ${mapStrip(layer, `${layer.name}, ${shape}`)}
            </li>`;
          })}
        </ol>
      </div>
    `;
  }

  #input(values: Float32Array): TemplateResult {
    return html`<li class="layer" data-layer="input">
      <p><b>input</b><span class="shape">28×28×1</span><span class="quiet">the drawing, scaled and centred as MNIST’s digits are</span></p>
      ${mapStrip({ width: 28, height: 28, channels: 1, values }, 'input, 28×28')}
    </li>`;
  }

  #filters(first: Maps): TemplateResult {
    return html`<li class="layer" data-layer="filters">
      <p><b>The filters of the first layer</b><span class="quiet">blue adds, orange takes away</span></p>
      ${mapStrip(first, 'The six filters of the first layer')}
    </li>`;
  }
}

customElements.define('digit-reader', DigitReader);
