import { html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import type { Model } from 'striate';
import { largestOf, type MapScale, paintMap } from '../kit/paintMap';
import { Part } from '../Part';
import { theme } from '../theme';
import { cover } from './cover';
import { detailView } from './detailView';
import type { Exploration } from './Exploration';
import { explorerStyles } from './explorerStyles';
import { flowView, stripColumns } from './flowView';
import { type FeedLine, feedLines } from './lines';
import { MapPainter } from './MapPainter';
import { messages } from './messages';
import type { NetworkChoice } from './openNetwork';
import { paintPicture } from './paintPicture';
import type { Explanation, LayerRecord, Place, Part as SumPart } from './records';

/** Rows and columns of a picture, the ends exclusive. */
export interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const choices: readonly string[] = ['lenet5', 'resnet20', 'lecture5Cnn'] satisfies NetworkChoice[];
const scales: readonly string[] = ['map', 'layer', 'global'] satisfies MapScale[];

/**
 * Looks into a trained network: every feature map, the filters that feed the one pointed at, the sum behind each number, its
 * receptive field on the input, and the same backwards for the score of a class.
 *
 * Attributes: `model` (`lenet5`, `resnet20` or `lecture5Cnn`). Properties: `network`, the attribute's; `model`, a model of one's own in its place;
 * `picture`, an `ImageData` to begin with; `digit`, `scale` (`map`, `layer`, `global`), `direction` (`forward`, `backward`), `at` (a place).
 *
 * @example
 * ```html
 * <striate-network-explorer model="resnet20"></striate-network-explorer>
 * ```
 */
export class NetworkExplorer extends Part<(typeof messages)['en']> {
  static override styles = [theme, explorerStyles];

  static override properties = {
    ...Part.properties,
    network: { attribute: 'model' },
    model: { attribute: false },
    picture: { attribute: false },
    digit: { attribute: false },
    scale: { attribute: false },
    direction: { attribute: false },
    at: { attribute: false },
    records: { state: true },
    over: { state: true },
    opened: { state: true },
    lines: { state: true },
    explanation: { state: true },
    field: { state: true },
    classNames: { state: true },
    classIndex: { state: true },
  };

  static override shared = ['network', 'digit', 'scale', 'direction', 'at'];

  declare network: NetworkChoice;
  declare model: Model | undefined;
  declare picture: ImageData | undefined;
  declare digit: number;
  declare scale: MapScale;
  declare direction: 'forward' | 'backward';
  declare at: Place | null;
  declare records: readonly LayerRecord[];
  declare over: { readonly layer: number; readonly channel: number } | undefined;
  declare opened: ReadonlySet<number>;
  declare lines: readonly FeedLine[];
  declare explanation: Explanation | undefined;
  declare field: Rectangle | undefined;
  declare classNames: readonly string[];
  /** The class whose score is differentiated; the most probable unless chosen. */
  declare classIndex: number | undefined;
  protected readonly messages = messages;
  readonly #painter = new MapPainter();
  #exploration: Exploration | undefined;
  #digits: readonly Float32Array[] = [];
  /** Sums of the map that is pointed at, for the filters on the lines. */
  #feeding: readonly SumPart[] = [];
  /** Runs follow one another; a later one makes those that wait needless. */
  #work: Promise<void> = Promise.resolve();
  #wanted = 0;

  constructor() {
    super();
    this.network = 'lenet5';
    this.model = undefined;
    this.picture = undefined;
    this.digit = 7;
    this.scale = 'layer';
    this.direction = 'forward';
    this.at = null;
    this.records = [];
    this.over = undefined;
    this.opened = new Set();
    this.lines = [];
    this.explanation = undefined;
    this.field = undefined;
    this.classNames = [];
    this.classIndex = undefined;
  }

  protected override accepts(key: string, value: unknown): boolean {
    if (key === 'network') return choices.includes(String(value));
    if (key === 'scale') return scales.includes(String(value));
    if (key === 'direction') return value === 'forward' || value === 'backward';
    if (key === 'digit') return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 9;
    if (typeof value !== 'object' || value === null) return value === null;
    const place = new Map(Object.entries(value));
    const whole = (name: string) => Number.isInteger(place.get(name)) && place.get(name) >= 0 && place.get(name) < 1e5;
    return ['layer', 'channel', 'row', 'column'].every(whole);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#painter.stop();
  }

  protected async open(): Promise<void> {
    await this.#load();
  }

  /** Takes the network, and a first picture for it. */
  async #load(): Promise<void> {
    const [{ Exploration }, { classNames, openNetwork, sampleDigits }] = await Promise.all([
      import('./Exploration'),
      import('./openNetwork'),
    ]);
    const model = this.model ?? (await openNetwork(this.network));
    this.#exploration = new Exploration(model);
    this.classNames = await classNames(model);
    const [height, width, channels] = this.#exploration.inputShape;
    if (height === 28 && width === 28 && channels === 1) {
      if (this.#digits.length === 0) this.#digits = await sampleDigits();
      import('../kit/DrawingPad');
      if (!this.picture) await this.#run(this.#digits[this.digit]);
    } else await import('../kit/ImageInput');
    if (this.picture) await this.#show(this.picture);
  }

  async #show(image: ImageData): Promise<void> {
    const { pictureFor } = await import('./openNetwork');
    if (this.#exploration) await this.#run(await pictureFor(this.#exploration.model, image));
  }

  /** Runs a picture as the network takes it, and what is shown of it. */
  #run(picture?: Float32Array): Promise<void> {
    const mine = ++this.#wanted;
    this.#work = this.#work
      .then(async () => {
        const exploration = this.#exploration;
        if (!exploration || (mine < this.#wanted && picture)) return;
        if (picture) await exploration.forward(picture);
        const last = exploration.records[exploration.records.length - 1];
        if (this.direction === 'backward') await exploration.backward(this.classIndex ?? bestOf(last));
        this.records = exploration.records.map((record) =>
          this.direction === 'backward' ? record : { ...record, gradient: undefined },
        );
        this.at = this.#within(this.at) ?? this.#firstPlace();
        await this.#explain();
      })
      .catch((error: unknown) => this.fail(error));
    return this.#work;
  }

  #within(place: Place | null): Place | null {
    const record = place ? this.records[place.layer] : undefined;
    if (!place || !record) return null;
    const { height, width, channels } = record;
    return place.row < height && place.column < width && place.channel < channels ? place : null;
  }

  /** The strongest answer of the first convolution. */
  #firstPlace(): Place | null {
    const layer = Math.max(
      0,
      this.records.findIndex(({ kind }) => kind === 'convolution'),
    );
    return this.records[layer] ? this.#strongest(layer, 0) : null;
  }

  #strongest(layer: number, channel: number): Place {
    const { values, channels, width } = this.records[layer];
    let best = channel;
    for (let i = channel; i < values.length; i += channels) if (Math.abs(values[i]) > Math.abs(values[best])) best = i;
    const pixel = Math.floor(best / channels);
    return { layer, channel, row: Math.floor(pixel / width), column: pixel % width };
  }

  async #explain(): Promise<void> {
    const [exploration, place] = [this.#exploration, this.at];
    if (!exploration || !place) return;
    const { explainPlace } = await import('./explainPlace');
    const found = await explainPlace(exploration, place);
    if (this.at !== place) return;
    this.field = exploration.fieldOf(place);
    this.explanation = found;
  }

  #choose(place: Place): void {
    this.at = place;
    void this.#explain();
  }

  async #point(layer: number, channel: number | undefined): Promise<void> {
    if (channel === undefined) {
      this.over = undefined;
      this.lines = [];
      return;
    }
    if (this.over?.layer === layer && this.over.channel === channel) return;
    const over = { layer, channel };
    this.over = over;
    const exploration = this.#exploration;
    const record = this.records[layer];
    if (!exploration || !record || record.kind === 'input') return;
    const { explainPlace } = await import('./explainPlace');
    const found = await explainPlace(exploration, { ...over, row: 0, column: 0 });
    if (this.over !== over) return;
    this.#feeding = found.kind === 'weighted' && record.kind === 'convolution' ? found.parts : [];
    this.#draw(over, record, found);
  }

  #draw(over: { layer: number; channel: number }, record: LayerRecord, found: Explanation): void {
    const scene = this.renderRoot.querySelector<HTMLElement>('.track');
    const target =
      this.renderRoot.querySelector(`[data-map='${over.layer},${over.channel}']`) ??
      this.renderRoot.querySelector(`[data-map='${over.layer},-1']`);
    if (!scene || !target) return;
    const all = found.kind === 'weighted';
    const sources = record.inputs.flatMap((from) => {
      const { channels } = this.records[from];
      const fed = all ? Array.from({ length: channels }, (_, i) => i) : [over.channel];
      const seen = fed.flatMap((channel) => {
        const element = this.renderRoot.querySelector(`[data-map='${from},${channel}']`);
        return element ? [{ channel, element }] : [];
      });
      const strip = this.renderRoot.querySelector(`[data-map='${from},-1']`);
      return seen.length === 0 && strip ? [{ channel: -1, element: strip }] : seen;
    });
    this.lines = feedLines(scene, target, sources);
  }

  protected content(): TemplateResult {
    const { t } = this;
    if (this.records.length === 0)
      return html`<div class="cover"><p class="intro">${t.intro}</p>${cover(t.title)}</div>`;
    const { records, at, lines } = this;
    const shown = at && records[at.layer];
    return html`
      ${this.#controls()}
      ${this.direction === 'backward' ? html`<p class="quiet">${t.backwardHint(this.#className(this.classIndex ?? bestOf(records[records.length - 1])))}</p>` : nothing}
      <div class="scene" tabindex="0" role="group" aria-label=${t.flow}>
        <div class="track">
          <svg class="lines" aria-hidden="true">${lines.map(({ path }) => svg`<path d=${path} />`)}</svg>
          ${flowView({
            records,
            t,
            opened: this.opened,
            chosen: at,
            classNames: this.classNames,
            number: (value) => this.number(value, 3),
            onOver: (layer, channel) => void this.#point(layer, channel),
            onChoose: (layer, channel) => this.#choose(this.#strongest(layer, channel)),
            onMore: (layer) => {
              const opened = new Set(this.opened);
              if (!opened.delete(layer)) opened.add(layer);
              this.opened = opened;
            },
          })}
          ${lines.map(({ channel, x, y }) => (this.#feeding[channel] ? html`<canvas class="kernel" data-kernel=${channel} style="left: ${x}px; top: ${y}px"></canvas>` : nothing))}
        </div>
      </div>
      <p class="quiet">${t.flow}</p>
      ${
        at && shown
          ? detailView({
              record: shown,
              input: records[0],
              place: at,
              field: this.field,
              explanation: this.explanation,
              t,
              number: (value) => this.number(value, Math.abs(value) < 0.01 ? 6 : 4),
              onPlace: (place) => this.#choose(place),
            })
          : nothing
      }
    `;
  }

  #className(index: number): string {
    return this.classNames[index] ?? String(index + 1);
  }

  #controls(): TemplateResult {
    const { t } = this;
    const select = (
      key: 'network' | 'scale' | 'direction',
      options: Readonly<Record<string, string>>,
      change: (value: string) => void,
    ) =>
      html`<select
        data-select=${key}
        .value=${this[key]}
        @change=${({ target }: Event & { target: HTMLSelectElement }) => change(target.value)}
      >
        ${Object.entries(options).map(([value, label]) => html`<option value=${value} ?selected=${value === this[key]}>${label}</option>`)}
      </select>`;
    const units = this.records[this.records.length - 1].channels;
    return html`
      <div class="controls">
        ${
          this.model
            ? nothing
            : this.control(
                'network',
                t.network,
                select('network', t.networks, (value) => void this.#changeNetwork(value)),
              )
        }
        ${this.control(
          'direction',
          t.direction,
          select('direction', { forward: t.forward, backward: t.backward }, (value) => {
            this.direction = value === 'backward' ? 'backward' : 'forward';
            void this.#run();
          }),
        )}
        ${
          this.direction === 'backward' && units <= 1000
            ? this.control(
                'class',
                t.score,
                html`<select
                  data-select="class"
                  @change=${({ target }: Event & { target: HTMLSelectElement }) => {
                    this.classIndex = Number(target.value);
                    void this.#run();
                  }}
                >
                  ${Array.from({ length: units }, (_, i) => html`<option value=${i} ?selected=${i === (this.classIndex ?? bestOf(this.records[this.records.length - 1]))}>${this.#className(i)}</option>`)}
                </select>`,
              )
            : nothing
        }
        ${this.control(
          'scale',
          t.scale,
          select('scale', t.scales, (value) => {
            this.scale = value === 'map' || value === 'global' ? value : 'layer';
          }),
        )}
      </div>
      ${this.#sources()}
    `;
  }

  /** Where the picture comes from: a digit, drawn or not, or a photograph. */
  #sources(): TemplateResult {
    const { t } = this;
    if (this.#digits.length === 0 || this.records[0].height !== 28 || this.records[0].channels !== 1) {
      return html`<striate-image-input
        size="224"
        photo=${this.picture ? nothing : 'cat'}
        @image=${(event: CustomEvent<{ image: ImageData }>) => void this.#show(event.detail.image)}
      ></striate-image-input>`;
    }
    const pick = (digit: number) => {
      this.digit = digit;
      void this.#run(this.#digits[digit]);
    };
    const drawn = ({ target }: Event & { target: HTMLElement & { empty: boolean; value: Float32Array } }) => {
      void this.#run(target.empty ? this.#digits[this.digit] : target.value);
    };
    return html`<div class="sources">
      <div class="control"><span class="quiet">${t.digits}</span>
        <div class="digits">
          ${this.#digits.map((_, digit) => html`<button type="button" aria-label=${t.digit(digit)} aria-pressed=${digit === this.digit} @click=${() => pick(digit)}>${digit}</button>`)}
        </div>
      </div>
      <details><summary>${t.draw}</summary><striate-drawing-pad style="--pad-size: 11rem" @change=${drawn}></striate-drawing-pad></details>
    </div>`;
  }

  async #changeNetwork(value: string): Promise<void> {
    if (!choices.includes(value)) return;
    this.network = value as NetworkChoice;
    this.picture = undefined;
    this.classIndex = undefined;
    this.opened = new Set();
    this.at = null;
    this.lines = [];
    await this.#load().catch((error: unknown) => this.fail(error));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('model') && this.phase === 'open' && this.model)
      void this.#load().catch((error: unknown) => this.fail(error));
    const { records } = this;
    const shown = records.map(({ gradient, values }) => gradient ?? values);
    const global = this.scale === 'global' ? Math.max(0, ...shown.map((values) => largestOf(values))) : 0;
    const layerScale = shown.map((values) => (this.scale === 'layer' ? largestOf(values) : global));
    const scaleOf = (layer: number) => (this.scale === 'map' ? undefined : layerScale[layer]);
    for (const canvas of this.renderRoot.querySelectorAll<HTMLCanvasElement>('canvas[data-paint]')) {
      const [layer, channel] = (canvas.dataset.paint ?? '').split(',').map(Number);
      const { width, height, channels } = records[layer];
      // One unit for itself would always have the full colour.
      const scale = width * height === 1 ? largestOf(shown[layer]) : scaleOf(layer);
      this.#painter.set(canvas, { values: shown[layer], width, height, channels, channel, scale });
    }
    for (const canvas of this.renderRoot.querySelectorAll<HTMLCanvasElement>('canvas[data-strip]')) {
      const layer = Number(canvas.dataset.strip);
      const columns = stripColumns(shown[layer].length);
      const height = Math.ceil(shown[layer].length / columns);
      const values = new Float32Array(height * columns);
      values.set(shown[layer]);
      paintMap(canvas, values, { width: columns, height, scale: scaleOf(layer) });
    }
    this.#paintDetail(shown, scaleOf);
    for (const canvas of this.renderRoot.querySelectorAll<HTMLCanvasElement>('canvas[data-kernel]')) {
      const part = this.#feeding[Number(canvas.dataset.kernel)];
      if (part) this.#paintPatch(canvas, part, this.direction === 'backward' ? 'gradient' : 'kernel', this.#feeding);
    }
  }

  #paintDetail(shown: readonly Float32Array[], scaleOf: (layer: number) => number | undefined): void {
    const { records, at, explanation } = this;
    const input = this.renderRoot.querySelector<HTMLCanvasElement>('canvas[data-input]');
    if (input) paintPicture(input, records[0]);
    if (!at) return;
    const large = this.renderRoot.querySelector<HTMLCanvasElement>('canvas[data-large]');
    const { layer, channel } = at;
    const { width, height, channels } = records[layer];
    if (large) paintMap(large, shown[layer], { width, height, channels, channel, scale: scaleOf(layer) });
    if (explanation?.kind !== 'weighted') return;
    for (const canvas of this.renderRoot.querySelectorAll<HTMLCanvasElement>('canvas[data-patch]')) {
      const [name, number] = (canvas.dataset.patch ?? '').split(',');
      const part = explanation.parts.find((each) => each.channel === Number(number));
      if (part && (name === 'window' || name === 'kernel' || name === 'gradient'))
        this.#paintPatch(canvas, part, name, explanation.parts);
    }
  }

  /** Windows compare with windows, filters with filters. */
  #paintPatch(
    canvas: HTMLCanvasElement,
    part: SumPart,
    name: 'window' | 'kernel' | 'gradient',
    all: readonly SumPart[],
  ): void {
    const patchOf = (each: SumPart) => (name === 'gradient' ? (each.kernelGradient ?? each.kernel) : each[name]);
    const scale = Math.max(...all.map((each) => largestOf(patchOf(each).values)));
    const { values, width, height } = patchOf(part);
    paintMap(canvas, values, { width, height, scale });
  }
}

function bestOf({ values }: LayerRecord): number {
  return values.indexOf(Math.max(...values));
}

customElements.define('striate-network-explorer', NetworkExplorer);
