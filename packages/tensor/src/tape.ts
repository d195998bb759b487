import type { AnyOp } from './op';
import type { Tensor } from './tensor';

/** One op that ran, as the backward pass needs it. */
export interface Entry {
  readonly op: AnyOp;
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  readonly params: unknown;
  /** Versions of the inputs when they were read: a variable that changed since would give a wrong gradient. */
  readonly versions: readonly number[];
}

/** What happened to a set of source tensors, in order. */
export class Tape {
  readonly entries: Entry[] = [];
  readonly #tracked = new Set<Tensor>();
  /** Constants among the inputs: not followed, but needed for the backward pass. */
  readonly #constants = new Set<Tensor>();

  constructor(sources: readonly Tensor[]) {
    for (const source of sources) this.#tracked.add(source);
  }

  tracks(tensor: Tensor): boolean {
    return this.#tracked.has(tensor);
  }

  holds(tensor: Tensor): boolean {
    return this.#tracked.has(tensor) || this.#constants.has(tensor);
  }

  record(entry: Entry): void {
    if (!entry.inputs.some((input) => this.#tracked.has(input))) return;
    this.entries.push(entry);
    for (const input of entry.inputs) if (!this.#tracked.has(input)) this.#constants.add(input);
    this.#tracked.add(entry.output);
  }
}

/** Open tapes, outermost first: an inner gradient is itself recorded by the outer ones. */
let tapes: Tape[] = [];

/** Runs `body` with `tape` recording. */
export function recordOn<T>(tape: Tape, body: () => T): T {
  tapes.push(tape);
  try {
    return body();
  } finally {
    tapes.splice(tapes.indexOf(tape), 1);
  }
}

/** Runs `body` with no tape recording. */
export function unrecorded<T>(body: () => T): T {
  const saved = tapes;
  tapes = [];
  try {
    return body();
  } finally {
    tapes = saved;
  }
}

/** Whether some open tape follows one of these tensors. */
export function isFollowed(inputs: readonly Tensor[]): boolean {
  for (const tape of tapes) for (const input of inputs) if (tape.tracks(input)) return true;
  return false;
}

/** Whether an open tape needs this tensor for its backward pass. */
export function isRecorded(tensor: Tensor): boolean {
  for (const tape of tapes) if (tape.holds(tensor)) return true;
  return false;
}

export function isRecording(): boolean {
  return tapes.length > 0;
}

/** Notes on every open tape that an op ran. */
export function record(op: AnyOp, inputs: readonly Tensor[], output: Tensor, params: unknown): void {
  if (tapes.length === 0) return;
  const entry: Entry = { op, inputs, output, params, versions: inputs.map((input) => input.version) };
  for (const tape of tapes) tape.record(entry);
}
