import type { Remote } from 'comlink';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { ImageInput } from '../kit/ImageInput';
import '../kit/ImageInput';
import { Part } from '../Part';
import { theme } from '../theme';
import type { measureNetwork, Times } from './measureNetwork';
import { messages } from './messages';
import type { Stage } from './NetworkFacts';
import { networkFacts } from './networkFacts.generated';
import { type AncestorName, ancestor, ancestorNames } from './networks';

/** Networks with more parameters ask before they take their memory. */
const large = 50e6;

/**
 * The networks from LeNet-5 to ResNet side by side: the shape of each, its layers, parameters, multiply-adds and published error; after
 * play, the time of each stage on the visitor's machine for the same picture, in a worker that can be cancelled.
 *
 * It has no attributes of its own. `times` holds what was measured.
 */
export class HistoryLane extends Part<(typeof messages)['en']> {
  static override styles = [
    theme,
    css`
      ol.lane { display: grid; gap: 0; padding: 0; list-style: none; }
      li.network { display: grid; gap: 0.5rem; padding: 0.8rem 0; border-top: 1px solid var(--line); grid-template-columns: minmax(0, 1fr); }
      .head { display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; align-items: baseline; font-variant-numeric: tabular-nums; }
      .head h4 { font-size: 1rem; font-weight: 600; }
      .head h4 small { font-weight: 400; color: var(--quiet); margin-inline-start: 0.3rem; }
      .facts { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; padding: 0; list-style: none; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
      .facts cite { color: var(--quiet); font-style: normal; }
      .shape { display: flex; gap: 0.6rem; align-items: end; overflow-x: auto; padding: 0.2rem 2px; }
      .stage { flex: none; display: grid; gap: 0.15rem; justify-items: center; align-content: end; font-size: 0.6875rem; line-height: 1.3; color: var(--quiet); text-align: center; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .stage i { display: block; border: 1px solid var(--accent); background: color-mix(in oklab, var(--accent) 22%, var(--paper)); border-radius: 3px; }
      .stage.dense i { border-color: var(--negative); background: color-mix(in oklab, var(--negative) 25%, var(--paper)); }
      .stage b { font-weight: 600; color: var(--ink); min-height: 1.3em; }
      .stage .time { height: 4px; border-radius: 2px; background: var(--good); justify-self: start; width: calc(100% * var(--share)); min-width: 1px; }
    `,
  ];

  static override properties = {
    ...Part.properties,
    times: { state: true },
    running: { state: true },
    progress: { state: true },
    asking: { state: true },
  };

  declare times: Partial<Readonly<Record<AncestorName, Times>>>;
  declare protected running: AncestorName | undefined;
  declare protected progress: string;
  /** The network whose memory the visitor is asked about. */
  declare protected asking: AncestorName | undefined;
  protected readonly messages = messages;
  #worker: Worker | undefined;

  constructor() {
    super();
    this.times = {};
    this.running = undefined;
    this.progress = '';
    this.asking = undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancel();
  }

  protected async open(): Promise<void> {
    await import('comlink');
  }

  #ask(name: AncestorName): void {
    if (networkFacts[name].parameters > large) this.asking = name;
    else void this.#measure(name);
  }

  async #measure(name: AncestorName): Promise<void> {
    const picture = this.renderRoot.querySelector<ImageInput>('striate-image-input')?.image;
    if (!picture || this.running) return;
    const { proxy, wrap } = await import('comlink');
    [this.running, this.asking, this.progress, this.problem] = [name, undefined, this.t.loading, ''];
    // A worker each: its memory goes with it.
    const worker = new Worker(new URL('./measure.worker.ts', import.meta.url), { type: 'module' });
    this.#worker = worker;
    const remote: Remote<{ measureNetwork: typeof measureNetwork }> = wrap(worker);
    const report = proxy((stage: number, stages: number) => {
      this.progress = this.t.running(stage, stages);
    });
    try {
      const times = await remote.measureNetwork(name, picture, report);
      this.times = { ...this.times, [name]: times };
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.#cancel();
  }

  /** Ends what is being measured, at once: an answer that was on its way never comes. */
  #cancel(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.running = undefined;
  }

  protected content(): TemplateResult {
    const { t } = this;
    const open = this.phase === 'open';
    return html`
      ${open ? html`<striate-image-input size="227" photo="cat"></striate-image-input>` : html`<p>${t.intro}</p>`}
      <p class="quiet">${t.boxes}</p>
      <ol class="lane">${ancestorNames.map((name) => this.#network(name, open))}</ol>
      <p class="quiet">${t.errors}</p>
      ${Object.keys(this.times).length > 0 ? html`<p class="quiet">${t.measured}</p>` : nothing}
    `;
  }

  #network(name: AncestorName, open: boolean): TemplateResult {
    const { t } = this;
    const { title, year, top5, source } = ancestor(name);
    const { depth, parameters, macs, stages } = networkFacts[name];
    const error = top5 === undefined ? t.noTop5[name as 'lenet5' | 'resNet18'] : t.top5(`${this.number(top5)} %`);
    const times = this.times[name];
    const slowest = Math.max(...(times?.stages ?? [1]));
    return html`<li class="network" data-network=${name}>
      <div class="head"><h4>${title}<small>${year}</small></h4>${open ? this.#clock(name) : nothing}</div>
      <ul class="facts">
        <li>${t.depth(depth)}</li>
        <li>${t.parameters(this.#short(parameters))}</li>
        <li>${t.macs(this.#short(macs))}</li>
        <li>${error} <cite>(${source})</cite></li>
      </ul>
      <div class="shape" role="group" tabindex="0" aria-label=${t.shape(title)}>
        ${stages.map((stage, i) => this.#stage(stage, times?.stages[i], slowest))}
      </div>
    </li>`;
  }

  #stage({ side, channels, dense }: Stage, time: number | undefined, slowest: number): TemplateResult {
    const height = dense ? 8 + 60 * Math.sqrt(channels / 4096) : 8 + 72 * Math.sqrt(side / 224);
    const width = dense ? 8 : 8 + 48 * Math.sqrt(channels / 2048);
    return html`<div class="stage ${dense ? 'dense' : ''}">
      <i style="width: ${width.toFixed(0)}px; height: ${height.toFixed(0)}px"></i>
      <span>${dense ? nothing : html`${side} × ${side}<br />`}${this.number(channels)}</span>
      ${time === undefined ? nothing : html`<b>${this.number(time, time < 10 ? 1 : 0)} ms</b><span class="time" style="--share: ${(time / slowest).toFixed(3)}"></span>`}
    </div>`;
  }

  /** The button that measures a network, what it says meanwhile, and what came out. */
  #clock(name: AncestorName): TemplateResult {
    const { t, running } = this;
    const times = this.times[name];
    if (running === name)
      return html`<span role="status">${this.progress}</span><button type="button" class="cancel" @click=${() => this.#cancel()}>${t.cancel}</button>`;
    if (this.asking === name) {
      const megabytes = this.number((networkFacts[name].parameters * 4) / 1e6, 0);
      const no = () => {
        this.asking = undefined;
      };
      return html`<span role="alert">${t.memory(ancestor(name).title, megabytes)}</span>
        <button type="button" @click=${() => this.#measure(name)}>${t.anyway}</button><button type="button" @click=${no}>${t.no}</button>`;
    }
    const sum = times?.stages.reduce((a, b) => a + b, 0) ?? 0;
    return html`<button type="button" class="measure" ?disabled=${running !== undefined} @click=${() => this.#ask(name)}>${t.measure}</button>
      ${times ? html`<output>${t.layers(this.number(sum, 1))} · ${t.whole(this.number(times.whole, 1))}</output>` : nothing}`;
  }

  /** 61.7 K, 138 M, 15.5 G; in Korean by its own units. */
  #short(value: number): string {
    return value.toLocaleString(this.language, { notation: 'compact', maximumSignificantDigits: 3 });
  }
}

customElements.define('striate-history-lane', HistoryLane);
