import { css, html, nothing, type TemplateResult } from 'lit';
import { bars, barsStyles } from '../kit/bars';
import type { GivenImage, ImageInput } from '../kit/ImageInput';
import '../kit/ImageInput';
import '../kit/LineChart';
import { Part } from '../Part';
import { theme } from '../theme';
import { type BackboneName, backbones } from './backbones';
import type { TaughtClass } from './ClassCard';
import './ClassCard';
import { Classroom } from './Classroom';
import type { Lesson } from './Lesson';
import { messages } from './messages';
import type { SampleSet } from './sampleSets';
import { choice, wholeNumber } from './settings';
import { blockStrip, chartsOf, outcomeView, pipeline, viewStyles } from './views';

const leastPictures = 5;
const mostClasses = 4;
const rates = [1e-2, 3e-3, 1e-3, 3e-4, 1e-4];
const ranges = { epochs: [1, 100], seed: [0, 1e6] } as const;

/**
 * Transfer learning with the visitor's own classes, two to four: pictures from the webcam, from files or of a built-in set; a new
 * classifier on a frozen, pretrained network; then its last block, or all of it, unfrozen at a low rate. Held-out accuracy, live
 * prediction, the model as `.keras` and `.safetensors`, and back. The work is done in a worker; nothing leaves the machine.
 *
 * Attributes, also kept in the address: `backbone` (`resNetCifar20`, `lenet5`, `lecture5Cnn`), `samples` (`photos`, `shapes` or
 * `digits`: what the classes hold at first; empty for none), `depth` (`block` or `all`), `rate`, `epochs`, `seed`.
 */
export class TransferLearning extends Part<(typeof messages)['en']> {
  static override styles = [
    theme,
    barsStyles,
    viewStyles,
    css`
      h4 { font-size: 0.9375rem; font-weight: 600; }
      .step { display: grid; gap: 0.7rem; grid-template-columns: minmax(0, 1fr); padding-top: 0.8rem; border-top: 1px solid var(--line); }
      .step:first-of-type { padding-top: 0; border-top: 0; }
      .cards { display: grid; gap: 0.7rem; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); }
      .split { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: 1rem; align-items: start; }
      .guess { display: grid; gap: 0.6rem; }
    `,
  ];

  static override properties = {
    ...Part.properties,
    backbone: { type: String },
    samples: { type: String },
    depth: { type: String },
    rate: { type: Number },
    epochs: { type: Number },
    seed: { type: Number },
    classes: { state: true },
  };

  static override shared = ['backbone', 'samples', 'depth', 'rate', 'epochs', 'seed'];

  declare backbone: BackboneName;
  declare samples: SampleSet | '';
  declare depth: Exclude<Lesson['unfreeze'], 'nothing'>;
  declare rate: number;
  declare epochs: number;
  declare seed: number;
  declare classes: readonly TaughtClass[];
  /** What it has learned, and how. */
  readonly room = new Classroom(this);
  protected readonly messages = messages;

  constructor() {
    super();
    this.backbone = 'resNetCifar20';
    this.samples = 'photos';
    this.depth = 'block';
    this.rate = 1e-3;
    this.epochs = 20;
    this.seed = 1;
    this.classes = [];
  }

  protected override accepts(key: string, value: unknown): boolean {
    if (key === 'backbone') return Object.hasOwn(backbones, String(value));
    if (key === 'samples') return ['', ...Object.keys(this.t.sets)].includes(String(value));
    if (key === 'depth') return value === 'block' || value === 'all';
    if (key === 'rate') return rates.includes(Number(value));
    const [least, most] = ranges[key === 'epochs' ? 'epochs' : 'seed'];
    return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Its worker has ended.
    if (this.phase === 'open') this.phase = 'idle';
  }

  protected async open(): Promise<void> {
    await this.room.open(this.backbone);
    if (this.classes.length === 0) await this.#fill(this.samples);
  }

  async #fill(set: SampleSet | ''): Promise<void> {
    const { t, seed } = this;
    this.samples = set;
    this.classes = set
      ? await this.room.samples(set, seed, (key) => t.samples[key])
      : [1, 2].map((number) => ({ name: t.className(number), pictures: [] }));
  }

  #learn(unfreeze: Lesson['unfreeze']): Promise<void> {
    const { backbone, seed, epochs, rate: learningRate } = this;
    return this.room.learn(this.classes, { backbone, seed, epochs, unfreeze, learningRate });
  }

  protected content(): TemplateResult {
    const { t } = this;
    const stays = html`<p class="quiet">${t.stays}</p>`;
    if (this.phase !== 'open') return html`${pipeline(t)}<p>${t.idle}</p>${stays}`;
    return html`${this.#showing()} ${this.#learning()} ${this.#taking()} ${stays}`;
  }

  #showing(): TemplateResult {
    const { t, classes } = this;
    const { busy } = this.room;
    const input = this.renderRoot.querySelector<ImageInput>('striate-image-input') ?? undefined;
    const card = (value: TaughtClass, i: number) => html`<striate-class-card
      .value=${value}
      .source=${input}
      number=${i + 1}
      ?removable=${classes.length > 2}
      ?disabled=${busy}
      @change=${({ detail }: CustomEvent<TaughtClass>) => {
        this.classes = this.classes.with(i, detail);
      }}
      @remove=${() => {
        this.classes = this.classes.toSpliced(i, 1);
      }}
    ></striate-class-card>`;
    const add = () => {
      this.classes = [...classes, { name: t.className(classes.length + 1), pictures: [] }];
    };
    const set = ([name, label]: [string, string]) =>
      html`<button type="button" ?disabled=${busy} aria-pressed=${this.samples === name} @click=${() => this.#fill(name as SampleSet)}>${label}</button>`;
    return html`<section class="step">
      <h4>${t.classes}</h4>
      <div class="split">
        <striate-image-input
          size="96"
          photo="cat"
          @image=${({ detail }: CustomEvent<GivenImage>) => this.room.ask(detail.image)}
        ></striate-image-input>
        ${this.#answer()}
      </div>
      <div class="row" role="group" aria-label=${t.fill}>
        <span class="quiet">${t.fill}</span>${Object.entries(t.sets).map(set)}
      </div>
      <div class="cards">${classes.map(card)}</div>
      <div><button type="button" class="add" ?disabled=${busy || classes.length >= mostClasses} @click=${add}>+ ${t.addClass}</button></div>
    </section>`;
  }

  #learning(): TemplateResult {
    const { t, room } = this;
    const { busy, training, outcome, problem } = room;
    const few = this.classes.some(({ pictures }) => pictures.length < leastPictures);
    const note = room.cancelled ? t.cancelled : room.opened && t.opened(room.opened);
    const percent = (value: number) =>
      value.toLocaleString(this.language, { style: 'percent', maximumFractionDigits: 1 });
    return html`<section class="step">
      <h4>${t.learn}</h4>
      <div class="controls">${this.#settings()}</div>
      <div class="row">
        <button type="button" class="primary head" ?disabled=${busy || few} @click=${() => this.#learn('nothing')}>${t.trainHead}</button>
        <button type="button" class="unfreeze" ?disabled=${busy || few} @click=${() => this.#learn(this.depth)}>${t.trainUnfrozen}</button>
        ${busy ? html`<button type="button" class="cancel" @click=${() => room.cancel()}>${t.cancel}</button>` : nothing}
      </div>
      ${few ? html`<p class="quiet">${t.few(leastPictures)}</p>` : nothing}
      ${note ? html`<p role="status">${note}</p>` : nothing}
      ${problem ? html`<p class="error" role="alert">${problem}</p>` : nothing}
      ${blockStrip(training.blocks, t, (value) => this.number(value))}
      ${training.epochs.length > 0 ? chartsOf(training, t) : nothing}
      ${outcome ? outcomeView(outcome, room.names, t, percent) : nothing}
    </section>`;
  }

  #settings(): unknown[] {
    const { t } = this;
    const { busy } = this.room;
    const networks = Object.entries(backbones).map(([name, { title }]) => [name, title] as const);
    const rateTexts = rates.map((rate) => [String(rate), this.number(rate, 5)] as const);
    const whole = (key: 'epochs' | 'seed') =>
      wholeNumber(this[key], ranges[key], busy, (value) => {
        this[key] = value;
      });
    const backbone = choice(networks, this.backbone, busy, (value) => {
      this.backbone = value as BackboneName;
      void this.room.open(this.backbone);
    });
    const depth = choice(Object.entries(t.depths), this.depth, busy, (value) => {
      this.depth = value as 'block' | 'all';
    });
    const rate = choice(rateTexts, String(this.rate), busy, (value) => {
      this.rate = Number(value);
    });
    return [
      this.control('backbone', t.backbone, backbone),
      this.control('epochs', t.epochs, whole('epochs')),
      this.control('depth', t.unfreeze, depth),
      this.control('rate', t.rate, rate),
      this.control('seed', t.seed, whole('seed')),
    ];
  }

  /** What the model says of the newest picture. */
  #answer(): TemplateResult {
    const { t, room } = this;
    const { names, guess } = room;
    const items = names.map((label, i) => ({ label, value: guess?.[i] ?? 0 }));
    const answers = guess && guess.length === names.length;
    return html`<div class="guess">
      <h4>${t.guess}</h4>
      ${answers ? bars(items, { label: t.guess, language: this.language }) : html`<p class="quiet">${t.noGuess}</p>`}
    </div>`;
  }

  #taking(): TemplateResult {
    const { t, room } = this;
    const { names, busy } = room;
    const untaught = busy || names.length === 0;
    const openFile = () => this.renderRoot.querySelector<HTMLInputElement>('input.model')?.click();
    const take = ({ target }: Event & { target: HTMLInputElement }) => room.openFile(target.files?.[0]);
    return html`<section class="step">
      <h4>${t.take}</h4>
      <div class="row">
        <button type="button" ?disabled=${untaught} @click=${() => room.save('keras')}>.keras</button>
        <button type="button" ?disabled=${untaught} @click=${() => room.save('safetensors')}>.safetensors</button>
        <button type="button" ?disabled=${busy} @click=${openFile}>${t.open}</button>
        <input class="model" type="file" accept=".keras" hidden aria-label=${t.open} @change=${take} />
      </div>
    </section>`;
  }
}

customElements.define('striate-transfer-learning', TransferLearning);
