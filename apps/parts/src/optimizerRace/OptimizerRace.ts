import { proxy, type Remote, wrap } from 'comlink';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { Part } from '../Part';
import { theme } from '../theme';
import type { Path } from './descend';
import type { raceOnDigits } from './digitsRace';
import { messages } from './messages';
import { raceControls } from './raceControls';
import {
  type RacerName,
  racerNames,
  raceSteps,
  type ScheduleName,
  type SurfaceName,
  scheduleNames,
  type TrackName,
  trackNames,
  usualRates,
} from './racers';
import { raceStyles } from './raceStyles';
import { raceView } from './raceView';

/** Milliseconds a step is shown. */
const stepTime = 25;

/**
 * Optimizer race: Striate's optimizers go down a surface, or train a small network on digits, from the same start with the same
 * learning rate.
 *
 * Attributes: `track` (`bowl`, `valley`, `saddle`, `hills` or `digits`), `schedule` (`constant`, `cosine` or `exponential`), `seed`.
 *
 * @example
 * ```html
 * <striate-optimizer-race track="valley"></striate-optimizer-race>
 * ```
 */
export class OptimizerRace extends Part<(typeof messages)['en']> {
  static override styles = [theme, raceStyles];

  static override properties = {
    ...Part.properties,
    track: {},
    schedule: {},
    seed: { type: Number },
    rate: { attribute: false },
    racers: { attribute: false },
    paths: { state: true },
    losses: { state: true },
    step: { state: true },
    learning: { state: true },
  };

  static override shared = ['track', 'schedule', 'seed', 'rate', 'racers'];

  declare track: TrackName;
  declare schedule: ScheduleName;
  declare seed: number;
  /** The learning rate, as a power of ten beside the track's usual one. */
  declare rate: number;
  declare racers: readonly RacerName[];
  declare paths: ReadonlyMap<RacerName, Path>;
  /** Of the networks that learned digits. */
  declare losses: ReadonlyMap<RacerName, readonly number[]>;
  /** How much of the paths is drawn. */
  declare step: number;
  /** Who is training now. */
  declare learning: RacerName | undefined;
  heights: Float32Array | undefined;
  protected readonly messages = messages;
  /** Counts races: what belongs to an older one is dropped. */
  #race = 0;
  #worker: Worker | undefined;

  constructor() {
    super();
    this.track = 'bowl';
    this.schedule = 'constant';
    this.seed = 42;
    this.rate = 0;
    this.racers = racerNames;
    this.paths = new Map();
    this.losses = new Map();
    this.step = 0;
    this.learning = undefined;
  }

  protected override accepts(key: string, value: unknown): boolean {
    if (key === 'track') return trackNames.some((name) => name === value);
    if (key === 'schedule') return scheduleNames.some((name) => name === value);
    if (key === 'seed') return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 1e6;
    if (key === 'rate') return Math.abs(Number(value)) <= 2;
    return (
      Array.isArray(value) && value.every((name) => racerNames.includes(name)) && value.length <= racerNames.length
    );
  }

  protected override get playLabel(): string {
    return this.t.race;
  }

  get learningRate(): number {
    return usualRates[this.track] * 10 ** this.rate;
  }

  /** Those that race, in one order, whatever a link says. */
  get field(): readonly RacerName[] {
    return racerNames.filter((name) => this.racers.includes(name));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const given = ['track', 'schedule', 'seed', 'rate', 'racers'].some((key) => changed.get(key) !== undefined);
    if (this.phase === 'open' && given) void this.race().catch((error) => this.fail(error));
  }

  protected async open(): Promise<void> {
    await import('../kit/LineChart');
    // The frame says that it is open before the digits are learned.
    void this.updateComplete.then(() => this.race()).catch((error) => this.fail(error));
  }

  /** Ends the race. */
  stop(): void {
    this.#race++;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.learning = undefined;
  }

  /** Shows the paths up to a step. */
  scrub(step: number): void {
    this.#race++;
    this.step = step;
  }

  async race(): Promise<void> {
    this.stop();
    const race = this.#race;
    Object.assign(this, { paths: new Map(), losses: new Map(), step: 0 });
    if (this.track === 'digits') await this.#learn(race);
    else await this.#descend(race, this.track);
  }

  async #descend(race: number, surface: SurfaceName): Promise<void> {
    const { descend, heights } = await import('./descend');
    this.heights = await heights(surface, 160);
    const paths = new Map<RacerName, Path>();
    for (const racer of this.field) {
      paths.set(racer, await descend(surface, racer, this.learningRate, this.schedule, raceSteps));
      // Other things have a turn between two paths.
      await new Promise((resolve) => setTimeout(resolve));
      if (race !== this.#race) return;
    }
    this.paths = paths;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.step = still ? raceSteps : 0;
    const begun = performance.now();
    while (this.step < raceSteps && race === this.#race) {
      await new Promise(requestAnimationFrame);
      if (race === this.#race) this.step = Math.min(raceSteps, Math.round((performance.now() - begun) / stepTime));
    }
  }

  async #learn(race: number): Promise<void> {
    this.#worker = new Worker(new URL('./digitsRace.worker.ts', import.meta.url), { type: 'module' });
    const learn: Remote<typeof raceOnDigits> = wrap(this.#worker);
    const { schedule, seed, learningRate: rate } = this;
    for (const racer of this.field) {
      this.learning = racer;
      const hear = (losses: readonly number[]) => {
        // News and results come on different ports, so that the last news may be late.
        const known = this.losses.get(racer)?.length ?? 0;
        if (race === this.#race && losses.length > known) this.losses = new Map([...this.losses, [racer, losses]]);
      };
      hear(await learn({ racer, rate, schedule, seed, steps: raceSteps }, proxy(hear)));
      if (race !== this.#race) return;
    }
    this.stop();
  }

  protected content(): TemplateResult {
    const { t } = this;
    return html`
      <p>${t.intro}</p>
      ${raceControls(this, t, (key, label, input) => this.control(key, label, input))}
      ${this.phase === 'open' ? raceView(this, t) : nothing}
    `;
  }
}

customElements.define('striate-optimizer-race', OptimizerRace);
