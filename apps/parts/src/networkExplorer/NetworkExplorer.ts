import { html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import type { Model } from 'striate';
import type { MapScale } from '../kit/paintMap';
import { select } from '../kit/select';
import { Part } from '../Part';
import { theme } from '../theme';
import { cover } from './cover';
import { detailView } from './detailView';
import type { Exploration } from './Exploration';
import { explorerStyles } from './explorerStyles';
import { flowView } from './flowView';
import { type FeedLine, feedLines } from './lines';
import { MapPainter } from './MapPainter';
import { messages } from './messages';
import type { NetworkChoice } from './openNetwork';
import { paintExplorer } from './paintExplorer';
import { bestClass, firstPlace, isPlace, strongest, within } from './places';
import type { Explanation, LayerRecord, Place, Part as SumPart } from './records';
import { sourcesView } from './sourcesView';

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
  #wantedPlace: Place | undefined;
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
    return value === null || isPlace(value);
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
    const [{ Exploration }, { classNames, openNetwork, photoImage, sampleDigits }] = await Promise.all([
      import('./Exploration'),
      import('./openNetwork'),
    ]);
    const model = this.model ?? (await openNetwork(this.network));
    this.#exploration = new Exploration(model);
    this.classNames = await classNames(model);
    const [height, width, channels] = this.#exploration.inputShape;
    const takesDigits = height === 28 && width === 28 && channels === 1 && (this.model || this.network === 'lenet5');
    await (takesDigits ? import('../kit/DrawingPad') : import('../kit/ImageInput'));
    this.#digits = takesDigits ? await sampleDigits() : [];
    if (takesDigits && !this.picture) await this.#run(this.#digits[this.digit]);
    else await this.#show(this.picture ?? (await photoImage('cat')));
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
        if (this.direction === 'backward')
          await exploration.backward(this.classIndex ?? bestClass(exploration.records));
        this.records = exploration.records.map((record) =>
          this.direction === 'backward' ? record : { ...record, gradient: undefined },
        );
        const place = within(this.records, this.at) ?? firstPlace(this.records);
        if (place) await this.#choose({ ...place });
      })
      .catch((error: unknown) => this.fail(error));
    return this.#work;
  }

  /** Shows a place and its sum at the same moment. */
  async #choose(place: Place): Promise<void> {
    this.#wantedPlace = place;
    const exploration = this.#exploration;
    if (!exploration) return;
    const { explainPlace } = await import('./explainPlace');
    const found = await explainPlace(exploration, place);
    if (this.#wantedPlace !== place) return;
    this.at = place;
    this.field = exploration.fieldOf(place);
    this.explanation = found;
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
    const all = found.kind === 'weighted';
    const feeding = record.inputs.map((layer) => {
      const { channels } = this.records[layer];
      return { layer, channels: all ? Array.from({ length: channels }, (_, i) => i) : [over.channel] };
    });
    this.lines = feedLines(this.renderRoot, over, feeding);
  }

  protected content(): TemplateResult {
    const { t } = this;
    if (this.records.length === 0)
      return html`<div class="cover"><p class="intro">${t.intro}</p>${cover(t.title)}</div>`;
    const { records, lines } = this;
    const at = within(records, this.at);
    const shown = at && records[at.layer];
    return html`
      ${this.#controls()} ${this.#sources()}
      ${this.direction === 'backward' ? html`<p class="quiet">${t.backwardHint(this.#className(this.classIndex ?? bestClass(records)))}</p>` : nothing}
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
            onChoose: (layer, channel) => void this.#choose(strongest(this.records, layer, channel)),
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
              onPlace: (place) => void this.#choose(place),
            })
          : nothing
      }
    `;
  }

  #className(index: number): string {
    return this.classNames[index] ?? String(index + 1);
  }

  #controls(): TemplateResult {
    const { t, network, direction, scale } = this;
    const last = this.records[this.records.length - 1];
    const chosen = this.classIndex ?? bestClass(this.records);
    const classes = Array.from({ length: last.channels }, (_, i) => [String(i), this.#className(i)] as const);
    const toClass = (value: string) => {
      this.classIndex = Number(value);
      void this.#run();
    };
    const toDirection = (value: string) => {
      this.direction = value === 'backward' ? 'backward' : 'forward';
      void this.#run();
    };
    const toScale = (value: string) => {
      this.scale = value === 'map' || value === 'global' ? value : 'layer';
    };
    const toNetwork = (value: string) => void this.#changeNetwork(value);
    const choice = (
      key: string,
      value: string,
      texts: Readonly<Record<string, string>>,
      onSelect: (value: string) => void,
    ) => select({ key, value, options: Object.entries(texts), onSelect });
    const directions = { forward: t.forward, backward: t.backward };
    return html`<div class="controls">
      ${this.model ? nothing : this.control('network', t.network, choice('network', network, t.networks, toNetwork))}
      ${this.control('direction', t.direction, choice('direction', direction, directions, toDirection))}
      ${
        direction === 'backward'
          ? this.control(
              'class',
              t.score,
              select({ key: 'class', value: String(chosen), options: classes, onSelect: toClass }),
            )
          : nothing
      }
      ${this.control('scale', t.scale, choice('scale', scale, t.scales, toScale))}
    </div>`;
  }

  #sources(): TemplateResult {
    return sourcesView({
      t: this.t,
      digits: this.#digits.length,
      digit: this.digit,
      photo: !this.picture,
      onDigit: (digit) => {
        this.digit = digit;
        void this.#run(this.#digits[digit]);
      },
      onDrawn: (value) => void this.#run(value ?? this.#digits[this.digit]),
      onImage: (image) => void this.#show(image),
    });
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
    const { records, scale, explanation } = this;
    const at = within(records, this.at);
    if (records.length > 0)
      paintExplorer(this.renderRoot, {
        records,
        scale,
        at,
        explanation,
        feeding: this.#feeding,
        painter: this.#painter,
        blueFirst: this.#exploration?.blueFirst ?? false,
      });
  }
}

customElements.define('striate-network-explorer', NetworkExplorer);
