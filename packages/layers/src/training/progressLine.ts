import type { Logs } from './Statistics';

/** 0 prints nothing, 1 (`auto`) a bar on a terminal and a line per epoch elsewhere, 2 a line per epoch. */
export type Verbose = 0 | 1 | 2 | 'auto';

/** Where an epoch stands. */
export interface Progress {
  readonly step: number;
  /** Undefined where nobody knows. */
  readonly steps: number | undefined;
  readonly samples: number;
  readonly seconds: number;
  readonly logs: Logs;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const barWidth = 20;
/** Milliseconds between two updates of the bar: a few a second, each of which reads from the device. */
const interval = 200;

/** Prints how training goes. */
export class ProgressLine {
  readonly #terminal: Terminal | undefined;
  readonly #live: boolean;
  readonly #silent: boolean;
  #next = 0;
  #open = false;

  constructor(verbose: Verbose, terminal = standardOutput()) {
    this.#terminal = terminal;
    this.#silent = verbose === 0;
    this.#live = (verbose === 1 || verbose === 'auto') && terminal?.isTTY === true;
  }

  /** Whether the bar should be drawn anew. */
  get due(): boolean {
    return this.#live && performance.now() >= this.#next;
  }

  update(title: string, progress: Progress): void {
    if (!this.#live) return;
    this.#next = performance.now() + interval;
    this.#open = true;
    this.#terminal?.write(`\r\u001b[2K${fit(line(title, progress, true), this.#terminal.columns)}`);
  }

  finish(title: string, progress: Progress): void {
    if (this.#silent) return;
    const text = line(title, progress, false);
    if (this.#live) this.#terminal?.write(`\r\u001b[2K${text}\n`);
    else if (this.#terminal) this.#terminal.write(`${text}\n`);
    else console.log(text);
    this.#open = false;
  }

  /** A line of its own; a bar that is being drawn goes on below it. */
  print(text: string): void {
    if (this.#silent) return;
    if (this.#terminal) this.#terminal.write(`${this.#open ? '\r\u001b[2K' : ''}${text}\n`);
    else console.log(text);
  }

  /** Leaves an unfinished line for the next one: an error is about to be printed. */
  close(): void {
    if (this.#open) this.#terminal?.write('\n');
    this.#open = false;
  }
}

/** `Epoch 1/5  118/469 ━━━━━━━━━━━━━━━━━━━━ 3s left 5,210 samples/s - loss: 0.3120 - accuracy: 0.9034`. */
export function line(title: string, { step, steps, samples, seconds, logs }: Progress, running: boolean): string {
  const total = steps !== undefined && Number.isFinite(steps) ? steps : undefined;
  const count = total === undefined ? `${step}` : `${String(step).padStart(String(total).length)}/${total}`;
  const bar = total === undefined ? '' : ` ${drawBar(step / total)}`;
  const left =
    running && total !== undefined && step > 0
      ? `${duration((seconds / step) * (total - step))} left`
      : duration(seconds);
  const rate = seconds > 0 ? ` ${rounded(samples / seconds)} samples/s` : '';
  const values = Object.entries(logs).map(([name, value]) => ` - ${name}: ${number(value)}`);
  return `${title} ${count}${bar} ${left}${rate}${values.join('')}`;
}

function drawBar(share: number): string {
  const full = Math.min(barWidth, Math.max(0, Math.round(share * barWidth)));
  return '━'.repeat(full) + '─'.repeat(barWidth - full);
}

/** A line that wrapped could not be drawn over. */
function fit(text: string, columns: number | undefined): string {
  return columns !== undefined && columns > 0 && text.length >= columns ? text.slice(0, columns - 1) : text;
}

function duration(seconds: number): string {
  if (seconds < 60) return seconds < 10 ? `${seconds.toFixed(1)}s` : `${Math.round(seconds)}s`;
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours > 0
    ? `${hours}h${String(minutes).padStart(2, '0')}m`
    : `${minutes}m${String(whole % 60).padStart(2, '0')}s`;
}

function rounded(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en-US');
}

/** Four digits after the point, or as a power of ten where they would all be zeros. */
function number(value: number): string {
  return Math.abs(value) >= 1e-3 || value === 0 || Number.isNaN(value) ? value.toFixed(4) : value.toExponential(4);
}

function standardOutput(): Terminal | undefined {
  return (globalThis as { process?: { stdout?: Terminal } }).process?.stdout;
}
