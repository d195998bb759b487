import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { languageOf } from '../language';
import { stepperMessages } from './stepperMessages';

/** Milliseconds of one step, where there are few; a whole run takes at most `longest`. */
const calm = 650;
const longest = 12_000;

/** Walks through the numbers of an output, one by one. With reduced motion it goes only where the visitor steps. */
export class Stepper implements ReactiveController {
  /** How many numbers are there so far. */
  done = 0;
  readonly #host: ReactiveControllerHost & Element;
  readonly #count: () => number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost & Element, count: () => number) {
    this.#host = host;
    this.#count = count;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.pause();
  }

  get running(): boolean {
    return this.#timer !== undefined;
  }

  /** The number that is being made, by its place in the output; none before the first and when all are there. */
  get current(): number | undefined {
    return this.done > 0 && this.done < this.#count() ? this.done - 1 : undefined;
  }

  /** From the first number on, or on from where it was left. */
  play(): void {
    this.pause();
    if (this.done >= this.#count()) this.done = 0;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.finish();
      return;
    }
    this.#timer = setInterval(
      () => {
        this.#go(this.done + 1);
        if (this.done >= this.#count()) this.pause();
      },
      Math.min(calm, longest / Math.max(1, this.#count())),
    );
    this.#go(this.done + 1);
  }

  pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#host.requestUpdate();
  }

  /** All numbers at once. */
  finish(): void {
    this.pause();
    this.#go(this.#count());
  }

  step(by: number): void {
    this.pause();
    this.#go(this.done + by);
  }

  #go(done: number): void {
    this.done = Math.max(0, Math.min(this.#count(), done));
    this.#host.requestUpdate();
  }

  /** Play or pause, and a step either way. */
  controls(): TemplateResult {
    const t = stepperMessages[languageOf(this.#host)];
    const count = this.#count();
    return html`<div class="row stepper" role="group" aria-label=${t.group} style="gap:0.4rem">
      <button type="button" aria-label=${t.back} title=${t.back} ?disabled=${this.done === 0} @click=${() => this.step(-1)}>‹</button>
      <button type="button" class="slide" ?disabled=${count === 0} @click=${() => (this.running ? this.pause() : this.play())}>
        ${this.running ? `❚❚ ${t.pause}` : `▶ ${t.slide}`}
      </button>
      <button type="button" aria-label=${t.forward} title=${t.forward} ?disabled=${this.done >= count} @click=${() => this.step(1)}>›</button>
      <span class="quiet number">${this.done} / ${count}</span>
    </div>`;
  }
}
