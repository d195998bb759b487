import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { paintMap } from '../kit/paintMap';
import { languageOf } from '../language';
import { theme } from '../theme';
import { messages } from './messages';
import type { Way } from './pool';
import { type ShapeName, shape, shapeNames, side } from './shapes';

const ways: readonly Way[] = ['max', 'average', 'stride'];
const furthest = 3;

/** A shape that the visitor moves, and how many numbers of what pooling makes of it change; `active` once Striate may load. */
export class Invariance extends LitElement {
  static override styles = [
    theme,
    css`
      :host { margin: 0; container-type: normal; }
      .view { display: grid; gap: 0.9rem; }
      .maps { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1rem; }
      figure { display: grid; gap: 0.35rem; align-content: start; }
      figcaption { font-size: 0.8125rem; color: var(--quiet); }
      canvas { width: 100%; max-width: 11rem; border: 1px solid var(--line); }
      .moves { display: flex; gap: 0.3rem; }
      .moves button { min-width: 2.5rem; }
      output.same { color: var(--good); font-weight: 600; }
    `,
  ];

  static override properties = {
    active: { type: Boolean },
    shape: { type: String },
    right: { state: true },
    down: { state: true },
    size: { state: true },
    changed: { state: true },
  };

  declare active: boolean;
  declare shape: ShapeName;
  declare right: number;
  declare down: number;
  declare size: number;
  /** How many numbers differ from those of the shape where it was. */
  declare changed: Readonly<Record<Way, number>> | undefined;

  constructor() {
    super();
    this.active = false;
    this.shape = 'dots';
    this.right = 0;
    this.down = 0;
    this.size = 2;
  }

  protected override updated(changed: PropertyValues): void {
    if (!['active', 'shape', 'right', 'down', 'size'].some((key) => changed.has(key))) return;
    paintMap(this.#canvas('input'), shape(this.shape, this.right, this.down).flat(), {
      width: side,
      height: side,
      scale: 1,
    });
    if (this.active) void this.#compute();
  }

  #canvas(name: string): HTMLCanvasElement {
    return this.renderRoot.querySelector(`canvas.${name}`) as HTMLCanvasElement;
  }

  async #compute(): Promise<void> {
    const { shrink } = await import('./pool');
    const { right, down, size } = this;
    const [still, moved] = await Promise.all([
      shrink(shape(this.shape, 0, 0), size),
      shrink(shape(this.shape, right, down), size),
    ]);
    if (right !== this.right || down !== this.down || size !== this.size) return;
    const differences = (way: Way) => moved[way].filter((value, i) => Math.abs(value - still[way][i]) > 1e-6).length;
    this.changed = { max: differences('max'), average: differences('average'), stride: differences('stride') };
    for (const way of ways)
      paintMap(this.#canvas(way), moved[way], { width: side / size, height: side / size, scale: 1 });
  }

  protected override render(): TemplateResult {
    const t = messages[languageOf(this)];
    const { right, down, size, changed } = this;
    const all = (side / size) ** 2;
    const move = (key: 'right' | 'down', by: number, label: string, text: string) => {
      const to = this[key] + by;
      return html`<button type="button" aria-label=${label} title=${label} ?disabled=${Math.abs(to) > furthest} @click=${() => {
        this[key] = to;
      }}>${text}</button>`;
    };
    return html`<div class="view">
      <div class="controls">
        <label class="control">${t.shape}<select
          @change=${({ target }: Event & { target: HTMLSelectElement }) => {
            this.shape = target.value as ShapeName;
          }}
        >${shapeNames.map((name) => html`<option value=${name} ?selected=${name === this.shape}>${t.shapes[name]}</option>`)}</select></label>
        <label class="control">${t.size}<select
          @change=${({ target }: Event & { target: HTMLSelectElement }) => {
            this.size = Number(target.value);
          }}
        >${[2, 4].map((k) => html`<option value=${k} ?selected=${k === size}>${k}×${k}</option>`)}</select></label>
        <div class="moves" role="group" aria-label=${t.move}>
          ${move('right', -1, t.left, '←')}${move('right', 1, t.right, '→')}${move('down', -1, t.up, '↑')}${move('down', 1, t.down, '↓')}
        </div>
      </div>
      <div class="maps">
        <figure>
          <figcaption>${t.input}</figcaption>
          <canvas class="pixels input" role="img" aria-label="${t.shapes[this.shape]}, ${t.moved(right, down)}"></canvas>
          <span class="quiet">${t.moved(right, down)}</span>
        </figure>
        ${ways.map(
          (way) => html`<figure>
            <figcaption>${t.ways[way]}</figcaption>
            <canvas class="pixels ${way}" role="img" aria-label=${t.ways[way]} width=${side / size} height=${side / size}></canvas>
            ${changed ? html`<output class=${changed[way] === 0 ? 'same' : ''} data-way=${way}>${t.changed(changed[way], all)}</output>` : nothing}
          </figure>`,
        )}
      </div>
      <p class="quiet">${t.lesson}</p>
    </div>`;
  }
}

customElements.define('striate-pooling-invariance', Invariance);
