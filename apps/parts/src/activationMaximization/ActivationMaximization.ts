import type { Remote } from 'comlink';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { fetchWeights, usualWeights } from '../kit/googLeNetWeights';
import type { PictureNetwork } from '../kit/pictureNetworks';
import { select } from '../kit/select';
import { weightsFile } from '../kit/weightsFile';
import { Part } from '../Part';
import { theme } from '../theme';
import { activationStyles } from './activationStyles';
import type { Dream, DreamLayer, Growth, OpenedDream } from './Dream';
import { messages } from './messages';
import { paintNoise } from './paintNoise';

const counts = [1, 4, 9];
/** Side of the pictures that convolutions are asked for; a dense layer has its network's. */
const side = 96;

/**
 * The pictures that channels of a trained network answer to most, grown from noise step by step, several side by side; and DeepDream. In
 * a worker, with pause and cancel; the same seed gives the same pictures.
 *
 * Attributes: `network` (`resnet20`, which comes with the page, or `googlenet`), `layer` (a layer's name), `tab` (`channels` or
 * `dream`), `weights` (address of GoogLeNet's weights, as of `striate-grad-cam`). Properties: `channel` (the first, from 0), `count`
 * (1, 4 or 9), `steps`, `octaves`, `seed`.
 *
 * @example
 * ```html
 * <striate-activation-maximization layer="layer3.2.conv2"></striate-activation-maximization>
 * ```
 */
export class ActivationMaximization extends Part<(typeof messages)['en']> {
  static override styles = [theme, activationStyles];

  static override properties = {
    ...Part.properties,
    network: {},
    tab: {},
    layer: {},
    weights: {},
    channel: { attribute: false },
    count: { attribute: false },
    steps: { attribute: false },
    octaves: { attribute: false },
    seed: { attribute: false },
    opened: { state: true },
    growths: { state: true },
    running: { state: true },
    paused: { state: true },
    needsFile: { state: true },
  };

  static override shared = ['network', 'tab', 'layer', 'channel', 'count', 'steps', 'octaves', 'seed'];

  declare network: PictureNetwork;
  declare tab: 'channels' | 'dream';
  declare layer: string;
  declare weights: string;
  /** The first channel, from 0. */
  declare channel: number;
  declare count: number;
  declare steps: number;
  declare octaves: number;
  declare seed: number;
  declare protected opened: OpenedDream | undefined;
  /** What each tile shows. */
  declare protected growths: readonly (Growth | undefined)[];
  declare protected running: boolean;
  declare protected paused: boolean;
  declare protected needsFile: boolean;
  protected readonly messages = messages;
  #worker: Worker | undefined;
  #remote: Remote<Dream> | undefined;
  #image: ImageData | undefined;
  /** Counts runs, so that what comes of an older one is dropped. */
  #run = 0;

  constructor() {
    super();
    this.network = 'resnet20';
    this.tab = 'channels';
    this.layer = '';
    this.weights = '';
    this.channel = 0;
    this.count = 4;
    this.steps = 64;
    this.octaves = 3;
    this.seed = 1;
    this.opened = undefined;
    this.growths = [];
    this.running = false;
    this.paused = false;
    this.needsFile = false;
  }

  protected override accepts(key: string, value: unknown): boolean {
    if (key === 'network') return value === 'resnet20' || value === 'googlenet';
    if (key === 'tab') return value === 'channels' || value === 'dream';
    if (key === 'layer') return typeof value === 'string' && value.length < 100;
    const most = { count: 9, steps: 512, octaves: 5, channel: 9999 }[key] ?? 1e9;
    if (key === 'count') return counts.some((count) => count === value);
    const least = key === 'seed' || key === 'channel' ? 0 : 1;
    return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#run++;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#remote = undefined;
    this.running = false;
    this.phase = 'idle';
  }

  protected async open(): Promise<void> {
    const [{ wrap }] = await Promise.all([import('comlink'), import('../kit/ImageInput')]);
    this.#worker = new Worker(new URL('./dream.worker.ts', import.meta.url), { type: 'module' });
    this.#remote = wrap<Dream>(this.#worker);
    await this.#openNetwork();
    if (this.tab === 'channels') this.#do(this.#go());
  }

  async #openNetwork(given?: ArrayBuffer): Promise<void> {
    const run = ++this.#run;
    this.running = false;
    this.opened = undefined;
    this.growths = [];
    const wanted = this.network === 'googlenet';
    const bytes = given ?? (wanted ? await fetchWeights(this.weights || usualWeights()) : undefined);
    if (run !== this.#run) return;
    this.needsFile = wanted && !bytes;
    if (this.needsFile) return;
    const opened = await this.#remote?.open(this.network, bytes);
    if (run !== this.#run || !opened) return;
    this.opened = opened;
    const { layers } = opened;
    if (!layers.some(({ name }) => name === this.layer)) this.layer = layers[Math.floor(layers.length * 0.6)].name;
    this.channel = Math.min(this.channel, this.#chosen(opened).channels - 1);
  }

  #chosen({ layers }: OpenedDream): DreamLayer {
    return layers.find(({ name }) => name === this.layer) ?? layers[0];
  }

  /** Grows the pictures, one after another; or dreams. */
  async #go(): Promise<void> {
    const { opened, tab, seed, steps, octaves } = this;
    const remote = this.#remote;
    if (!opened || !remote) return;
    const run = ++this.#run;
    const { name: layer, channels, dense } = this.#chosen(opened);
    const { proxy } = await import('comlink');
    const tiles = tab === 'dream' ? 1 : Math.min(this.count, channels - this.channel);
    this.growths = Array.from({ length: tiles }, () => undefined);
    this.running = true;
    this.paused = false;
    const show = (tile: number) =>
      proxy((growth: Growth) => {
        if (run === this.#run) this.growths = this.growths.with(tile, growth);
      });
    try {
      if (tab === 'dream' && this.#image)
        await remote.dream(this.#image, { layer, octaves, steps: Math.ceil(steps / 6), seed }, show(0));
      const size = dense ? opened.side : Math.max(side, opened.side === 32 ? 64 : side);
      for (let tile = 0; tab === 'channels' && tile < tiles && run === this.#run; tile++)
        await remote.grow({ layer, channel: this.channel + tile, steps, seed, size }, show(tile));
    } catch (error) {
      // One that was cancelled is no failure.
      if (run === this.#run) throw error;
    } finally {
      if (run === this.#run) this.running = false;
    }
  }

  #stop(): void {
    this.#run++;
    this.running = false;
    void this.#remote?.cancel();
  }

  #pause(): void {
    this.paused = !this.paused;
    void (this.paused ? this.#remote?.pause() : this.#remote?.resume());
  }

  #do(work: Promise<void>): void {
    work.catch((error: unknown) => this.fail(error));
  }

  protected content(): TemplateResult {
    const { t } = this;
    if (this.phase === 'idle' || this.phase === 'opening')
      return html`<div class="cover"><canvas data-noise width="48" height="48" aria-hidden="true"></canvas><p>${t.intro}</p></div>`;
    return html`
      <div class="row" role="group" aria-label=${t.tab}>
        ${(['channels', 'dream'] as const).map((tab) => html`<button type="button" data-tab=${tab} aria-pressed=${tab === this.tab} @click=${() => this.#changeTab(tab)}>${t.tabs[tab]}</button>`)}
      </div>
      <p class="quiet">${t.about[this.tab]}</p>
      ${this.#controls()} ${this.needsFile ? this.#file() : nothing}
      ${
        this.tab === 'dream'
          ? html`<striate-image-input
              size="224"
              photo="cat"
              @image=${(event: CustomEvent<{ image: ImageData }>) => {
                this.#image = event.detail.image;
              }}
            ></striate-image-input>`
          : nothing
      }
      ${this.#runRow()} ${this.#tiles()}
    `;
  }

  #changeTab(tab: 'channels' | 'dream'): void {
    this.#stop();
    this.tab = tab;
    this.growths = [];
  }

  #controls(): TemplateResult {
    const { t, opened } = this;
    const number = (key: 'channel' | 'steps' | 'seed' | 'octaves', label: string, shift = 0) =>
      this.control(
        key,
        label,
        html`<input
          type="number"
          data-number=${key}
          min=${key === 'seed' ? 0 : 1}
          .value=${String(this[key] + shift)}
          @change=${({ target }: Event & { target: HTMLInputElement }) => {
            const value = target.valueAsNumber - shift;
            const inside = key !== 'channel' || !opened || value < this.#chosen(opened).channels;
            if (this.accepts(key, value) && inside) this[key] = value;
            target.value = String(this[key] + shift);
          }}
        />`,
      );
    const choice = (
      key: 'network' | 'layer' | 'count',
      options: readonly (readonly [string, string])[],
      then: () => void,
    ) =>
      select({
        key,
        value: String(this[key]),
        options,
        onSelect: (text) => {
          const value = key === 'count' ? Number(text) : text;
          if (this.accepts(key, value)) Object.assign(this, { [key]: value });
          then();
        },
      });
    const layers = opened?.layers.map(({ name, channels }) => [name, t.layerOption(name, channels)] as const) ?? [];
    return html`<div class="controls">
      ${this.control(
        'network',
        t.network,
        choice('network', Object.entries(t.networks), () => {
          this.layer = '';
          this.#do(this.#openNetwork());
        }),
      )}
      ${this.control(
        'layer',
        t.layer,
        choice('layer', layers, () => {
          this.#stop();
          if (opened) this.channel = Math.min(this.channel, this.#chosen(opened).channels - 1);
        }),
      )}
      ${
        this.tab === 'channels'
          ? [
              number('channel', t.channel, 1),
              this.control(
                'count',
                t.count,
                choice(
                  'count',
                  counts.map((count) => [String(count), String(count)] as const),
                  () => this.#stop(),
                ),
              ),
            ]
          : number('octaves', t.octaves)
      }
      ${number('steps', t.steps)} ${number('seed', t.seed)}
    </div>`;
  }

  #runRow(): TemplateResult {
    const { t, growths } = this;
    if (!this.running)
      return html`<div class="run"><button type="button" class="primary start" ?disabled=${!this.opened} @click=${() => this.#do(this.#go())}>${t.start}</button></div>`;
    const done = growths.reduce((sum, growth) => sum + (growth ? growth.step / growth.steps : 0), 0) / growths.length;
    return html`<div class="run">
      <button type="button" class="pause" aria-pressed=${this.paused} @click=${() => this.#pause()}>${this.paused ? t.resume : t.pause}</button>
      <button type="button" class="cancel" @click=${() => this.#stop()}>${t.cancel}</button>
      <progress max="1" .value=${done} aria-label=${t.progress}></progress>
    </div>`;
  }

  #tiles(): TemplateResult {
    const { t, growths, layer, opened } = this;
    const dense = opened && this.#chosen(opened).dense;
    const nameOf = (tile: number) => (dense && opened.labels[this.channel + tile]) || String(this.channel + tile + 1);
    return html`<div class="tiles ${this.tab === 'dream' ? 'wide' : ''}">
      ${growths.map((growth, tile) => {
        const label = this.tab === 'dream' ? t.dreamed : t.tile(layer, nameOf(tile));
        return html`<figure>
          <canvas role="img" aria-label=${label} data-tile=${tile}></canvas>
          <figcaption><span>${label}</span><output data-value=${growth?.value ?? nothing}>${growth ? t.value(this.number(growth.value)) : ''}</output></figcaption>
        </figure>`;
      })}
    </div>`;
  }

  #file(): TemplateResult {
    return weightsFile(this.t, (bytes) => this.#do(this.#openNetwork(bytes)));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const noise = this.renderRoot.querySelector<HTMLCanvasElement>('canvas[data-noise]');
    if (noise) paintNoise(noise);
    if (!changed.has('growths')) return;
    for (const canvas of this.renderRoot.querySelectorAll<HTMLCanvasElement>('canvas[data-tile]')) {
      const picture = this.growths[Number(canvas.dataset.tile)]?.picture;
      if (!picture) continue;
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext('2d')?.putImageData(picture, 0, 0);
    }
  }
}

customElements.define('striate-activation-maximization', ActivationMaximization);
