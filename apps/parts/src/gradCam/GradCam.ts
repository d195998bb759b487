import type { Remote } from 'comlink';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Classification } from 'striate';
import { fetchWeights, usualWeights } from '../kit/googLeNetWeights';
import type { PictureNetwork } from '../kit/pictureNetworks';
import { select } from '../kit/select';
import { weightsFile } from '../kit/weightsFile';
import { Part } from '../Part';
import { photos } from '../photos/photos';
import { theme } from '../theme';
import { gradCamStyles } from './gradCamStyles';
import type { Heat, HeatMap, HeatMethod } from './Heat';
import { messages } from './messages';
import { hottest, paintHeat } from './paintHeat';

const methods: readonly HeatMethod[] = ['gradCam', 'saliency', 'smoothGrad', 'occlusion'];

/**
 * Where a network looks: a picture, the classes it is taken for, and a heat map of what speaks for the one chosen, by Grad-CAM, saliency,
 * SmoothGrad or occlusion. Computed in a worker.
 *
 * Attributes: `network` (`resnet20`, which comes with the page, or `googlenet`), `method` (`gradCam`, `saliency`, `smoothGrad`,
 * `occlusion`), `weights` (address of GoogLeNet's weights; `weights/googlenet.safetensors` below the site's base unless given; where
 * there are none the visitor is asked for the file). Properties: `seed`, `strength`, `classIndex`, `heat` (the last map).
 *
 * @example
 * ```html
 * <striate-grad-cam method="occlusion"></striate-grad-cam>
 * ```
 */
export class GradCam extends Part<(typeof messages)['en']> {
  static override styles = [theme, gradCamStyles];

  static override properties = {
    ...Part.properties,
    network: {},
    method: {},
    weights: {},
    seed: { attribute: false },
    strength: { attribute: false },
    classIndex: { attribute: false },
    heat: { state: true },
    found: { state: true },
    share: { state: true },
    needsFile: { state: true },
    loading: { state: true },
  };

  static override shared = ['network', 'method', 'seed', 'strength'];

  declare network: PictureNetwork;
  declare method: HeatMethod;
  declare weights: string;
  declare seed: number;
  /** Of the overlay, from 0 to 1. */
  declare strength: number;
  declare classIndex: number | undefined;
  declare heat: HeatMap | undefined;
  declare protected found: readonly Classification[];
  /** How much of the work is done, while there is any. */
  declare protected share: number | undefined;
  declare protected needsFile: boolean;
  declare protected loading: boolean;
  protected readonly messages = messages;
  #worker: Worker | undefined;
  #remote: Remote<Heat> | undefined;
  #image: ImageData | undefined;
  /** Counts wishes, so that what comes of an older one is dropped. */
  #wish = 0;

  constructor() {
    super();
    this.network = 'resnet20';
    this.method = 'gradCam';
    this.weights = '';
    this.seed = 1;
    this.strength = 0.7;
    this.classIndex = undefined;
    this.heat = undefined;
    this.found = [];
    this.share = undefined;
    this.needsFile = false;
    this.loading = false;
  }

  protected override accepts(key: string, value: unknown): boolean {
    if (key === 'network') return value === 'resnet20' || value === 'googlenet';
    if (key === 'method') return methods.some((method) => method === value);
    if (key === 'strength') return Number(value) >= 0 && Number(value) <= 1;
    return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 1e9;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#remote = undefined;
    this.phase = 'idle';
  }

  protected async open(): Promise<void> {
    const [{ wrap }] = await Promise.all([import('comlink'), import('../kit/ImageInput')]);
    this.#worker = new Worker(new URL('./heat.worker.ts', import.meta.url), { type: 'module' });
    this.#remote = wrap<Heat>(this.#worker);
    await this.#openNetwork();
  }

  async #openNetwork(weights?: ArrayBuffer): Promise<void> {
    const wish = ++this.#wish;
    this.found = [];
    this.heat = undefined;
    this.share = undefined;
    this.needsFile = false;
    this.loading = true;
    try {
      const wanted = this.network === 'googlenet';
      const bytes = weights ?? (wanted ? await fetchWeights(this.weights || usualWeights()) : undefined);
      if (wish !== this.#wish) return;
      this.needsFile = wanted && !bytes;
      if (this.needsFile) return;
      await this.#remote?.open(this.network, bytes);
    } finally {
      if (wish === this.#wish) this.loading = false;
    }
    if (wish === this.#wish) await this.#look();
  }

  /** Shows the network a picture. */
  async #look(image = this.#image): Promise<void> {
    this.#image = image;
    if (!image || this.needsFile || this.loading || !this.#remote) return;
    const wish = ++this.#wish;
    await this.#remote.cancel();
    const found = await this.#remote.look(image);
    if (wish !== this.#wish) return;
    this.found = found;
    if (!found.some(({ index }) => index === this.classIndex)) this.classIndex = found[0].index;
    await this.#explain();
  }

  async #explain(): Promise<void> {
    const [remote, classIndex] = [this.#remote, this.classIndex];
    if (!remote || classIndex === undefined || this.found.length === 0) return;
    const wish = ++this.#wish;
    const { proxy } = await import('comlink');
    this.share = 0;
    const report = proxy((share: number) => {
      if (wish === this.#wish) this.share = share;
    });
    try {
      const heat = await remote.explain({ method: this.method, classIndex, seed: this.seed }, report);
      if (wish === this.#wish) this.heat = heat;
    } catch (error) {
      // One that was cancelled is no failure.
      if (wish === this.#wish) throw error;
    } finally {
      if (wish === this.#wish) this.share = undefined;
    }
  }

  #do(work: Promise<void>): void {
    work.catch((error: unknown) => this.fail(error));
  }

  #cancel(): void {
    this.#wish++;
    this.share = undefined;
    void this.#remote?.cancel();
  }

  protected content(): TemplateResult {
    const { t } = this;
    if (this.phase === 'idle' || this.phase === 'opening')
      return html`<div class="cover"><img src=${photos.cat} alt="" loading="lazy" /><p>${t.intro}</p></div>`;
    const classes = this.found.map((each) => this.#classButton(each));
    return html`
      <striate-image-input
        size="224"
        photo="cat"
        @image=${(event: CustomEvent<{ image: ImageData }>) => this.#do(this.#look(event.detail.image))}
      ></striate-image-input>
      ${this.#controls()}
      ${this.needsFile ? this.#file() : nothing}
      <div class="layout">
        <div class="stage">
          <canvas data-picture role="img" aria-label=${this.heat ? t.heat(this.#label()) : t.title}></canvas>
          <canvas data-heat aria-hidden="true" style="opacity: ${this.strength}" ?hidden=${!this.heat}></canvas>
          ${this.heat ? this.#spot(this.heat) : nothing}
        </div>
        <div class="side">
          <div class="classes" role="group" aria-label=${t.classes}>
            <span class="quiet">${this.loading ? t.loading : t.classes}</span>${classes}
          </div>
          <p class="quiet">${t.about[this.method]}</p>
          <div class="progress" aria-live="polite">${this.#state()}</div>
        </div>
      </div>
    `;
  }

  #label(): string {
    return this.found.find(({ index }) => index === this.classIndex)?.label ?? '';
  }

  #classButton({ index, label, probability }: Classification): TemplateResult {
    const choose = () => {
      this.classIndex = index;
      this.#do(this.#explain());
    };
    return html`<button type="button" aria-pressed=${index === this.classIndex} data-class=${index} @click=${choose}>
      <span>${label}</span>
      <span class="track"><span class="fill" style="width: ${100 * probability}%"></span></span>
      <span class="number">${this.number(100 * probability, 1)} %</span>
    </button>`;
  }

  #spot(heat: HeatMap): TemplateResult {
    const { row, column } = hottest(heat);
    return html`<span class="spot" style="top: ${(100 * (row + 0.5)) / heat.height}%; left: ${(100 * (column + 0.5)) / heat.width}%"></span>`;
  }

  #state(): TemplateResult | typeof nothing {
    const { t, share, heat } = this;
    if (share !== undefined)
      return html`<progress max="1" .value=${share} aria-label=${t.working}></progress>
        <button type="button" class="cancel" @click=${() => this.#cancel()}>${t.cancel}</button>`;
    if (!heat) return nothing;
    const { row, column } = hottest(heat);
    return html`<span class="quiet hottest" data-row=${row} data-column=${column}>${t.hottest(row + 1, column + 1)}</span>`;
  }

  #controls(): TemplateResult {
    const { t } = this;
    const choose = (key: 'network' | 'method', texts: Readonly<Record<string, string>>, then: () => Promise<void>) =>
      select({
        key,
        value: this[key],
        options: Object.entries(texts),
        onSelect: (value) => {
          if (this.accepts(key, value)) Object.assign(this, { [key]: value });
          this.#do(then());
        },
      });
    const network = choose('network', t.networks, () => this.#openNetwork());
    const method = choose('method', t.methods, () => this.#explain());
    return html`<div class="controls">
      ${this.control('network', t.network, network)} ${this.control('method', t.method, method)}
      ${this.control(
        'strength',
        t.strength,
        html`<input
          type="range"
          min="0"
          max="1"
          step="0.05"
          .value=${String(this.strength)}
          @input=${({ target }: Event & { target: HTMLInputElement }) => {
            this.strength = target.valueAsNumber;
          }}
        />`,
      )}
      ${
        this.method === 'smoothGrad'
          ? this.control(
              'seed',
              t.seed,
              html`<input
                type="number"
                min="0"
                .value=${String(this.seed)}
                @change=${({ target }: Event & { target: HTMLInputElement }) => {
                  if (this.accepts('seed', target.valueAsNumber)) this.seed = target.valueAsNumber;
                  this.#do(this.#explain());
                }}
              />`,
            )
          : nothing
      }
    </div>`;
  }

  #file(): TemplateResult {
    return weightsFile(this.t, (bytes) => this.#do(this.#openNetwork(bytes)));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const picture = this.renderRoot.querySelector<HTMLCanvasElement>('canvas[data-picture]');
    if (picture && this.#image) {
      picture.width = this.#image.width;
      picture.height = this.#image.height;
      picture.getContext('2d')?.putImageData(this.#image, 0, 0);
    }
    const overlay = this.renderRoot.querySelector<HTMLCanvasElement>('canvas[data-heat]');
    if (overlay && this.heat && changed.has('heat')) paintHeat(overlay, this.heat);
  }
}

customElements.define('striate-grad-cam', GradCam);
