import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { type Language, languageOf } from '../language';
import { theme } from '../theme';
import { digitFromStrokes } from './digitFromStrokes';
import { drawingMessages } from './drawingMessages';
import type { Point, Stroke } from './ink';

const resolution = 560; // of the canvas' height; its size on the page is the style's
const keySteps: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * A pad to draw a digit on, with mouse, finger, pen or keys. `value` is the drawing as a picture of MNIST; `input` is said while
 * it changes, `change` when a stroke ends, is taken back, or the pad is cleared. `--pad-size` is how wide it is, `ratio` how many
 * times wider than high. A `bare` pad is a pen only: the page shows what is drawn, within the pad, and has the buttons.
 *
 * @example
 * ```html
 * <striate-drawing-pad label="Draw a digit" hint="Draw a digit here"></striate-drawing-pad>
 * ```
 */
export class DrawingPad extends LitElement {
  static override styles = [
    theme,
    css`
      :host { display: grid; gap: 0.4rem; width: min(100%, var(--pad-size, 16rem)); margin: 0; container-type: normal; }
      .pad { position: relative; }
      canvas { width: 100%; height: 100%; display: block; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); touch-action: none; cursor: crosshair; }
      ::slotted(*) { position: absolute; inset: 0; pointer-events: none; }
      .hint { position: absolute; inset: 0; display: grid; place-items: center; padding: 1rem; text-align: center; color: var(--quiet); pointer-events: none; }
      .cursor { position: absolute; width: 0.9rem; height: 0.9rem; margin: -0.45rem; border-radius: 50%; border: 2px solid var(--accent); pointer-events: none; }
      .cursor.down { background: var(--accent); }
      .buttons { display: flex; gap: 0.4rem; }
      .buttons button { flex: 1; }
      .spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    `,
  ];

  static override properties = {
    label: {},
    hint: {},
    ratio: { type: Number },
    bare: { type: Boolean },
    strokes: { attribute: false },
    cursor: { state: true },
    penDown: { state: true },
  };

  /** What is drawn here, for those who hear it. */
  declare label: string;
  /** What stands on the empty pad. */
  declare hint: string;
  declare ratio: number;
  declare bare: boolean;
  declare strokes: readonly Stroke[];
  /** The keyboard's pen; there from the first arrow key on. */
  declare cursor: Point | undefined;
  declare penDown: boolean;
  #language: Language = 'en';
  #pointer: number | undefined;

  constructor() {
    super();
    this.label = '';
    this.hint = '';
    this.ratio = 1;
    this.bare = false;
    this.strokes = [];
    this.cursor = undefined;
    this.penDown = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#language = languageOf(this);
  }

  get empty(): boolean {
    return this.strokes.length === 0;
  }

  /** The drawing as MNIST has digits: 28x28 values from 0 to 1, fitted into 20x20, centred by mass. */
  get value(): Float32Array {
    return digitFromStrokes(this.strokes);
  }

  clear(): void {
    this.penDown = false;
    this.#set([], 'change');
  }

  /** Takes the last stroke back. */
  undo(): void {
    this.penDown = false;
    this.#set(this.strokes.slice(0, -1), 'change');
  }

  #set(strokes: readonly Stroke[], event: 'input' | 'change'): void {
    this.strokes = strokes;
    this.dispatchEvent(new Event(event));
  }

  #extend(points: readonly Point[]): void {
    const last = this.strokes[this.strokes.length - 1] ?? [];
    this.#set([...this.strokes.slice(0, -1), [...last, ...points]], 'input');
  }

  #down(event: PointerEvent & { currentTarget: HTMLCanvasElement }): void {
    if (event.button !== 0 || this.#pointer !== undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.cursor = undefined;
    this.penDown = false;
    this.#set([...this.strokes, [pointOf(event, event.currentTarget)]], 'input');
  }

  #move(event: PointerEvent & { currentTarget: HTMLCanvasElement }): void {
    if (event.pointerId !== this.#pointer) return;
    const seen = event.getCoalescedEvents();
    this.#extend((seen.length ? seen : [event]).map((each) => pointOf(each, event.currentTarget)));
  }

  #up(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = undefined;
    this.dispatchEvent(new Event('change'));
  }

  get #middle(): Point {
    return { x: this.ratio / 2, y: 0.5 };
  }

  #key(event: KeyboardEvent): void {
    const step = keySteps[event.key];
    if (step) {
      const { x, y } = this.cursor ?? this.#middle;
      const far = event.shiftKey ? 0.15 : 0.04;
      const within = (value: number, size: number) => Math.max(0.02, Math.min(size - 0.02, value));
      this.cursor = { x: within(x + far * step[0], this.ratio), y: within(y + far * step[1], 1) };
      if (this.penDown) this.#extend([this.cursor]);
    } else if (event.key === ' ') {
      this.cursor ??= this.#middle;
      this.penDown = !this.penDown;
      if (this.penDown) this.#set([...this.strokes, [this.cursor]], 'input');
      else this.dispatchEvent(new Event('change'));
    } else if (event.key === 'Backspace') this.undo();
    else if (event.key === 'Delete') this.clear();
    else return;
    event.preventDefault();
  }

  protected override updated(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context || this.bare) return;
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.strokeStyle = getComputedStyle(canvas).color;
    context.lineWidth = resolution / 13;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const stroke of this.strokes) context.stroke(smooth(stroke));
  }

  protected override render(): TemplateResult {
    const t = drawingMessages[this.#language];
    const { cursor, penDown, ratio, bare } = this;
    return html`
      <div class="pad" style="aspect-ratio: ${ratio}">
        <canvas
          width=${resolution * ratio}
          height=${resolution}
          tabindex="0"
          role="application"
          aria-label="${this.label || t.label}. ${t.keys}"
          @pointerdown=${this.#down}
          @pointermove=${this.#move}
          @pointerup=${this.#up}
          @pointercancel=${this.#up}
          @keydown=${this.#key}
        ></canvas>
        <slot></slot>
        ${this.empty && !cursor && !bare ? html`<span class="hint" aria-hidden="true">${this.hint || t.hint}</span>` : nothing}
        ${
          cursor
            ? html`<span class="cursor ${penDown ? 'down' : ''}" style="left: ${(100 * cursor.x) / ratio}%; top: ${100 * cursor.y}%"></span>`
            : nothing
        }
      </div>
      ${
        bare
          ? nothing
          : html`<div class="buttons">
              <button type="button" data-action="undo" ?disabled=${this.empty} @click=${this.undo}>${t.undo}</button>
              <button type="button" data-action="clear" ?disabled=${this.empty} @click=${this.clear}>${t.clear}</button>
            </div>`
      }
      <span class="spoken" aria-live="polite">${cursor ? (penDown ? t.penDown : t.penUp) : nothing}</span>
    `;
  }
}

function pointOf({ clientX, clientY }: PointerEvent, canvas: HTMLCanvasElement): Point {
  const { left, top, height } = canvas.getBoundingClientRect();
  return { x: (clientX - left) / height, y: (clientY - top) / height };
}

/** A line through the middles between points, bent by the points: what jitters in the hand is smooth on the pad. */
function smooth(stroke: Stroke): Path2D {
  const path = new Path2D();
  const at = ({ x, y }: Point): [number, number] => [x * resolution, y * resolution];
  const last = stroke[stroke.length - 1];
  path.moveTo(...at(stroke[0]));
  stroke.slice(1, -1).forEach((point, i) => {
    const next = stroke[i + 2];
    path.quadraticCurveTo(...at(point), ...at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }));
  });
  path.lineTo(...at(last));
  return path;
}

customElements.define('striate-drawing-pad', DrawingPad);
