import type { Remote } from 'comlink';
import { css, html, nothing, type TemplateResult } from 'lit';
import { Part } from '../Part';
import { theme } from '../theme';
import { messages } from './messages';
import { type ConvolutionSizes, flopsOf } from './plainConvolution';
import type { Result, Runner, race } from './race';

const runners: readonly Runner[] = ['typescript', 'wasm', 'threads', 'webgl'];

const layers: readonly ConvolutionSizes[] = [
  { side: 28, channels: 1, filters: 6, kernel: 5 },
  { side: 32, channels: 16, filters: 16, kernel: 3 },
  { side: 56, channels: 64, filters: 64, kernel: 3 },
  { side: 56, channels: 128, filters: 128, kernel: 3 },
];

/**
 * One convolution in plain TypeScript, on WebAssembly with one thread and with several, and on WebGL: milliseconds and GFLOP/s on the
 * visitor's machine, each result checked against the plain loops. In a worker, which Cancel ends.
 *
 * Attribute, also kept in the address: `layer` (0 to 3, the sizes offered).
 */
export class BackendRace extends Part<(typeof messages)['en']> {
  static override styles = [
    theme,
    css`
      ul.race { display: grid; gap: 0.6rem; padding: 0; list-style: none; font-variant-numeric: tabular-nums; }
      ul.race li { display: grid; gap: 0.15rem; }
      ul.race .head { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; }
      ul.race .track { height: 0.9rem; border-radius: 4px; background: var(--raised); box-shadow: inset 0 0 0 1px var(--line); overflow: clip; }
      ul.race .fill { display: block; height: 100%; width: calc(100% * var(--share)); background: var(--accent); transition: width 200ms; }
    `,
  ];

  static override properties = {
    ...Part.properties,
    layer: { type: Number },
    results: { state: true },
    running: { state: true },
  };

  static override shared = ['layer'];

  declare layer: number;
  declare results: Partial<Readonly<Record<Runner, Result | 'absent'>>>;
  declare protected running: Runner | undefined;
  protected readonly messages = messages;
  #worker: Worker | undefined;

  constructor() {
    super();
    this.layer = 2;
    this.results = {};
    this.running = undefined;
  }

  protected override accepts(_key: string, value: unknown): boolean {
    return Number.isInteger(value) && Number(value) in layers;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancel();
  }

  protected async open(): Promise<void> {
    await import('comlink');
    void this.#race();
  }

  async #race(): Promise<void> {
    this.#cancel();
    const { wrap } = await import('comlink');
    const worker = new Worker(new URL('./race.worker.ts', import.meta.url), { type: 'module' });
    this.#worker = worker;
    const remote: Remote<{ race: typeof race }> = wrap(worker);
    const threads = crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, 8) : 1;
    this.results = {};
    try {
      for (const runner of runners) {
        this.running = runner;
        const result = (await remote.race(runner, layers[this.layer], threads)) ?? 'absent';
        if (worker !== this.#worker) return;
        this.results = { ...this.results, [runner]: result };
      }
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.#cancel();
  }

  #cancel(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.running = undefined;
  }

  protected content(): TemplateResult {
    const { t, running } = this;
    const open = this.phase === 'open';
    const name = ({ side, channels, filters, kernel }: ConvolutionSizes) =>
      `${side} × ${side} × ${channels} → ${filters}, ${kernel} × ${kernel}`;
    const choose = ({ target }: Event & { target: HTMLSelectElement }) => {
      this.layer = Number(target.value);
      if (open) void this.#race();
    };
    return html`
      <p>${t.intro}</p>
      <div class="controls">
        ${this.control(
          'layer',
          t.layer,
          html`<select @change=${choose}>${layers.map((each, i) => html`<option value=${i} ?selected=${i === this.layer}>${name(each)}</option>`)}</select>`,
        )}
        ${open && !running ? html`<button type="button" class="primary again" @click=${() => this.#race()}>${t.race}</button>` : nothing}
        ${running ? html`<button type="button" class="cancel" @click=${() => this.#cancel()}>${t.cancel}</button>` : nothing}
      </div>
      <ul class="race" role="list">${runners.map((runner) => this.#lane(runner))}</ul>
      <p class="quiet">${t.note}</p>
    `;
  }

  #lane(runner: Runner): TemplateResult {
    const { t } = this;
    const speed = (result: Result) => flopsOf(layers[this.layer]) / result.ms / 1e6;
    const all = Object.values(this.results).flatMap((result) => (result === 'absent' ? [] : [speed(result)]));
    const result = this.results[runner];
    const done = result !== undefined && result !== 'absent';
    const text = done
      ? t.speed(this.number(result.ms, result.ms < 10 ? 2 : 0), this.number(speed(result), 1))
      : result === 'absent'
        ? t.absent[runner]
        : this.running === runner
          ? t.waiting
          : '–';
    return html`<li data-runner=${runner}>
      <span class="head"><span>${t.runners[runner]}</span><output>${text}</output></span>
      <span class="track"><span class="fill" style="--share: ${done ? speed(result) / Math.max(...all) : 0}"></span></span>
    </li>`;
  }
}

customElements.define('striate-backend-race', BackendRace);
