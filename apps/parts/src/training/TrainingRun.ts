import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import type { Checkpoint, Maps, News, Opened, StepResult } from './news';
import type { TrainingSettings } from './settings';
import type { TrainingSession } from './TrainingSession';

export type RunState = 'opening' | 'paused' | 'running' | 'finished' | 'failed';

/** A training as the page sees it: its worker, and what that told so far. */
export class TrainingRun {
  settings: TrainingSettings;
  readonly #worker = new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });
  readonly session: Remote<TrainingSession> = wrap(this.#worker);
  readonly #onChange: () => void;
  state: RunState = 'opening';
  problem = '';
  opened: Opened | undefined;
  results: StepResult[] = [];
  checkpoints: Checkpoint[] = [];
  filters: Maps | undefined;
  /** What came after the place one went back to, the last time. */
  earlier: readonly StepResult[] = [];
  /** Steps a second, lately. */
  rate = 0;
  #measured: { step: number; at: number } | undefined;

  constructor(settings: TrainingSettings, onChange: () => void) {
    this.settings = settings;
    this.#onChange = onChange;
    this.#worker.addEventListener('error', ({ message }) => this.#fail(message || 'the worker could not be loaded'));
  }

  get step(): number {
    return this.results.length;
  }

  get newest(): Checkpoint | undefined {
    return this.checkpoints[this.checkpoints.length - 1];
  }

  /** Begins anew, with other settings maybe. */
  async open(settings = this.settings): Promise<void> {
    Object.assign(this, {
      settings,
      state: 'opening',
      problem: '',
      results: [],
      checkpoints: [],
      earlier: [],
      rate: 0,
    });
    this.#onChange();
    this.opened = await this.session.open(
      this.settings,
      proxy((news: News) => this.#hear(news)),
    );
    this.#become('paused');
  }

  run(): void {
    if (this.state !== 'paused') return;
    this.#measured = undefined;
    this.#become('running');
    void this.session.run();
  }

  pause(): void {
    if (this.state !== 'running') return;
    this.#become('paused');
    void this.session.pause();
  }

  stepOnce(): void {
    if (this.state === 'paused') void this.session.stepOnce();
  }

  /** Goes back to a checkpoint; what was learned after it stays as `earlier`, to compare. */
  async rewind(step: number): Promise<void> {
    this.earlier = this.results;
    this.#become('opening');
    await this.session.rewind(step);
    this.#become('paused');
  }

  /** Ends it, and gives its worker's memory back. */
  close(): void {
    this.session[releaseProxy]();
    this.#worker.terminate();
  }

  #become(state: RunState): void {
    this.state = state;
    this.#onChange();
  }

  #fail(problem: string): void {
    this.problem = problem;
    this.#become('failed');
  }

  #hear({ results, step, filters, checkpoint, finished, problem }: News): void {
    // After a rewind the news is of fewer steps than there were.
    this.results = [...this.results.slice(0, step - results.length), ...results];
    this.filters = filters;
    if (checkpoint) this.checkpoints = [...this.checkpoints.filter((kept) => kept.step < checkpoint.step), checkpoint];
    if (finished) this.state = 'finished';
    if (problem !== undefined) this.#fail(problem);
    this.#measure();
    this.#onChange();
  }

  #measure(): void {
    const now = performance.now();
    if (this.#measured && now - this.#measured.at > 400 && this.step > this.#measured.step) {
      const rate = (1000 * (this.step - this.#measured.step)) / (now - this.#measured.at);
      this.rate = this.rate ? 0.6 * this.rate + 0.4 * rate : rate;
    }
    if (!this.#measured || now - this.#measured.at > 400) this.#measured = { step: this.step, at: now };
  }
}
