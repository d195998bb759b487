import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { barsStyles } from '../kit/bars';
import '../kit/DrawingPad';
import type { DrawingPad } from '../kit/DrawingPad';
import { download } from '../kit/download';
import { Part } from '../Part';
import { theme } from '../theme';
import { chartsView } from './chartsView';
import { confusionGridStyles } from './confusionGrid';
import { messages } from './messages';
import { mistakesView } from './mistakesView';
import type { Look, Mistake } from './news';
import { picturesStyles } from './pictures';
import { readingView } from './readingView';
import { runView } from './runView';
import {
  isNetwork,
  isOptimizer,
  type NetworkName,
  type OptimizerChoice,
  ranges,
  type TrainingSettings,
} from './settings';
import { settingsControls } from './settingsControls';
import type { TrainingRun } from './TrainingRun';
import { trainingStyles } from './trainingStyles';

const drawEvery = 200; // milliseconds

/** A cell of the confusion matrix that was opened, and its digits. */
export interface OpenedCell {
  readonly digit: number;
  readonly said: number;
  readonly mistakes: readonly Mistake[];
}

/**
 * Train it yourself: a network learns handwritten digits in a worker, with live curves, and can be paused, stepped and taken back
 * to a checkpoint; it is asked about drawings, its filters and its mistakes.
 *
 * Attributes: `network` (`lenet5`, `lecture5Cnn` or `dense`), or `networks` for two that race on one chart (`dense,lenet5`);
 * `optimizer`, `learning-rate`, `batch-size`, `epochs`, `seed`; `compact` for play, curves, accuracy and a drawing pad alone.
 *
 * @example
 * ```html
 * <striate-training network="lenet5" epochs="3"></striate-training>
 * <striate-training networks="dense,lenet5" epochs="2"></striate-training>
 * ```
 */
export class Training extends Part<(typeof messages)['en']> {
  static override styles = [theme, barsStyles, picturesStyles, confusionGridStyles, trainingStyles];

  static override properties = {
    ...Part.properties,
    network: {},
    networks: {},
    optimizer: {},
    learningRate: { type: Number, attribute: 'learning-rate' },
    batchSize: { type: Number, attribute: 'batch-size' },
    epochs: { type: Number },
    seed: { type: Number },
    compact: { type: Boolean, reflect: true },
    runs: { state: true },
    selected: { state: true },
    delay: { state: true },
    looks: { state: true },
    cell: { state: true },
  };

  static override shared = ['network', 'optimizer', 'learningRate', 'batchSize', 'epochs', 'seed'];

  declare network: NetworkName;
  /** Names of networks that race, with commas between. */
  declare networks: string;
  declare optimizer: OptimizerChoice;
  declare learningRate: number;
  declare batchSize: number;
  declare epochs: number;
  declare seed: number;
  declare compact: boolean;
  /** The trainings there are: one, or those that race. */
  declare runs: readonly TrainingRun[];
  /** The one that is looked into. */
  declare selected: number;
  /** Milliseconds after each step. */
  declare delay: number;
  /** What each network makes of the drawing. */
  declare looks: readonly Look[];
  declare cell: OpenedCell | undefined;
  protected readonly messages = messages;
  #looking = false;
  #drawing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.network = 'lenet5';
    this.networks = '';
    this.optimizer = 'adam';
    this.learningRate = 0.002;
    this.batchSize = 32;
    this.epochs = 4;
    this.seed = 42;
    this.compact = false;
    this.runs = [];
    this.selected = 0;
    this.delay = 0;
    this.looks = [];
    this.cell = undefined;
  }

  protected override accepts(key: string, value: unknown): boolean {
    if (key === 'network') return isNetwork(value);
    if (key === 'optimizer') return isOptimizer(value);
    const [least, most] = ranges[key as keyof typeof ranges];
    const whole = key === 'learningRate' || Number.isInteger(value);
    return typeof value === 'number' && whole && value >= least && value <= most;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.end();
  }

  /** What each network is trained with. */
  get settings(): readonly TrainingSettings[] {
    const { optimizer, learningRate, batchSize, epochs, seed } = this;
    const named = this.networks
      .split(',')
      .map((name) => name.trim())
      .filter(isNetwork);
    const networks = named.length > 0 ? named : [isNetwork(this.network) ? this.network : 'lenet5'];
    return networks.map((network) => ({ network, optimizer, learningRate, batchSize, epochs, seed }));
  }

  protected override get playLabel(): string {
    return this.t.train;
  }

  protected async open(): Promise<void> {
    const [{ TrainingRun }] = await Promise.all([import('./TrainingRun'), import('../kit/LineChart')]);
    this.runs = this.settings.map((settings) => new TrainingRun(settings, () => this.#changed()));
    await Promise.all(this.runs.map((run) => run.open()));
    for (const run of this.runs) run.run();
  }

  /** Ends the trainings: the part is as it was before it was played. */
  end(): void {
    for (const run of this.runs) run.close();
    [this.runs, this.looks, this.cell, this.selected] = [[], [], undefined, 0];
    if (this.phase !== 'failed') this.phase = 'idle';
  }

  /** Trains on, or pauses. */
  toggle(): void {
    const running = this.runs.some(({ state }) => state === 'running');
    for (const run of this.runs) running ? run.pause() : run.run();
  }

  async restart(): Promise<void> {
    this.cell = undefined;
    await Promise.all(this.runs.map((run, i) => run.open(this.settings[i])));
  }

  /** Puts all of them where they stood after so many steps. */
  async rewind(step: number): Promise<void> {
    this.cell = undefined;
    const able = this.runs.filter(({ checkpoints }) => checkpoints.some((kept) => kept.step === step));
    await Promise.all(able.map((run) => run.rewind(step)));
  }

  setDelay(milliseconds: number): void {
    this.delay = milliseconds;
    for (const run of this.runs) void run.session.setDelay(milliseconds);
  }

  async save(): Promise<void> {
    const run = this.runs[this.selected];
    download(await run.session.export(), `${run.settings.network}.keras`);
  }

  async openCell(digit: number, said: number): Promise<void> {
    const mistakes = await this.runs[this.selected].session.cell(digit, said);
    this.cell = { digit, said, mistakes };
  }

  /** Trainings tell more than anybody can follow, and drawing it takes time from them. */
  #changed(): void {
    this.#drawing ??= setTimeout(() => {
      this.#drawing = undefined;
      this.requestUpdate();
      void this.look();
    }, drawEvery);
  }

  /** Asks every network about the drawing; while an answer is on its way, nothing is asked. */
  async look(): Promise<void> {
    const pad = this.renderRoot.querySelector<DrawingPad>('striate-drawing-pad');
    const ready = this.runs.length > 0 && this.runs.every(({ opened }) => opened);
    if (this.#looking || !pad || !ready) return;
    if (pad.empty) {
      this.looks = [];
      return;
    }
    this.#looking = true;
    const asked = pad.strokes;
    this.looks = await Promise.all(this.runs.map(({ session }) => session.look(pad.value)));
    this.#looking = false;
    if (pad.strokes !== asked) void this.look();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const settings = ['network', 'optimizer', 'learningRate', 'batchSize', 'epochs', 'seed'];
    const begun = this.runs.some(({ opened }) => opened);
    if (begun && settings.some((key) => changed.get(key) !== undefined)) void this.restart();
  }

  protected content(): TemplateResult {
    const { t, runs, compact } = this;
    const opening = this.phase === 'opening' || runs.some(({ state }) => state === 'opening');
    const controls = settingsControls(this.settings[0], {
      texts: t,
      oneNetwork: this.settings.length === 1,
      disabled: opening,
      language: this.language,
      control: (key, label, input) => this.control(key, label, input),
      onChange: (changed) => Object.assign(this, changed),
    });
    const open = runs.length > 0;
    return html`
      ${open ? nothing : html`<p>${t.intro}</p>`} ${compact ? nothing : controls}
      ${open ? html`${runView(this, t)} ${chartsView(this, t)}` : nothing} ${readingView(this, t)}
      ${open && !compact ? mistakesView(this, t) : nothing}
    `;
  }
}

customElements.define('striate-training', Training);
