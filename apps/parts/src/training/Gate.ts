/** Lets a loop through freely, one turn at a time, or not at all. */
export class Gate {
  #open = false;
  #permits = 0;
  #wake: (() => void) | undefined;

  get open(): boolean {
    return this.#open;
  }

  set open(open: boolean) {
    this.#open = open;
    this.#permits = 0;
    this.#wake?.();
  }

  /** Ends a `linger`. */
  hurry(): void {
    this.#wake?.();
  }

  /** Lets one more turn through while it is closed. */
  permit(): void {
    this.#permits++;
    this.#wake?.();
  }

  /** Waits until a turn is allowed; rejects with the signal's reason if that comes first. */
  async pass(signal: AbortSignal): Promise<void> {
    while (!this.#open && this.#permits === 0) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    signal.throwIfAborted();
    if (!this.#open) this.#permits--;
  }

  /** Waits, but no longer than it is open. */
  async linger(milliseconds: number): Promise<void> {
    if (milliseconds === 0 || !this.#open) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, milliseconds);
    });
  }
}
