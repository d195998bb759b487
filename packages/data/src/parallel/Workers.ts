import { StriateError } from '@striate/tensor';
import { pack } from './pack';
import type { Failure, Reply } from './serve';
import { startThread, type Thread } from './startThread';

/** A function for other threads. */
export interface Task {
  /** The text of an expression whose value, or what it promises, is the function. */
  readonly load: string;
  /** Whether that imports a module, as this process does (with its loaders, if it was given any). */
  readonly imports: boolean;
  /** What the function is called in messages. */
  readonly name: string;
  /** Values that are copied to every thread. */
  readonly context: object;
  /** Calls the function on this thread. */
  here(element: unknown, index: number): unknown;
}

interface Job {
  readonly element: unknown;
  readonly index: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Hand {
  readonly thread: Thread;
  readonly jobs: Map<number, Job>;
  ready: boolean;
}

let warned = false;

/**
 * Worker threads that call one function. They start as there is work for them, are waited for only while they have some,
 * and where none can start the calls are made on this thread.
 */
export class Workers {
  readonly #task: Task;
  readonly #count: number;
  readonly #hands = new Set<Hand>();
  #calls = 0;
  #here = false;

  constructor(task: Task, count: number) {
    this.#task = task;
    this.#count = count;
  }

  call(element: unknown, index: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.#assign({ element, index, resolve, reject }));
  }

  end(): void {
    for (const { thread } of this.#hands) thread.end();
    this.#hands.clear();
  }

  #assign(job: Job): void {
    const hand = this.#here ? undefined : this.#pick();
    if (!hand) {
      this.#callHere(job);
      return;
    }
    const id = this.#calls++;
    try {
      const { value, moved } = pack(job.element);
      hand.thread.post({ id, element: value, index: job.index }, moved);
    } catch (cause) {
      job.reject(new StriateError(`it cannot be sent to a worker thread (${messageOf(cause)})`, { cause }));
      return;
    }
    hand.jobs.set(id, job);
    hand.thread.hold(true);
  }

  /** The hand with least to do, or another one while all have something. */
  #pick(): Hand | undefined {
    let best: Hand | undefined;
    for (const hand of this.#hands) if (!best || hand.jobs.size < best.jobs.size) best = hand;
    return best && (best.jobs.size === 0 || this.#hands.size === this.#count) ? best : (this.#start() ?? best);
  }

  #start(): Hand | undefined {
    try {
      const hand: Hand = {
        thread: startThread(this.#task, {
          reply: (reply) => this.#hear(hand, reply),
          lost: (reason) => this.#lose(hand, reason),
        }),
        jobs: new Map(),
        ready: false,
      };
      this.#hands.add(hand);
      hand.thread.post({ context: this.#task.context });
      return hand;
    } catch (reason) {
      this.#goOnHere(reason);
      return undefined;
    }
  }

  #hear(hand: Hand, reply: Reply): void {
    if ('ready' in reply) {
      hand.ready = true;
      return;
    }
    const job = hand.jobs.get(reply.id);
    hand.jobs.delete(reply.id);
    if (hand.jobs.size === 0) hand.thread.hold(false);
    if ('error' in reply) job?.reject(this.#failed(reply));
    else job?.resolve(reply.result);
  }

  #failed({ error: { name, message, stack }, loading }: Failure): Error {
    const cause = Object.assign(new Error(message), { name, stack });
    if (loading)
      return new StriateError(`${this.#task.name} could not be loaded in a worker thread: ${message}`, { cause });
    if (name !== 'ReferenceError') return cause;
    return new StriateError(
      `${message}. In a worker thread a function has nothing but its own text: give values as \`context\`, its third argument, or name a function that imports what it needs: { module, name }`,
      { cause },
    );
  }

  #lose(hand: Hand, reason: unknown): void {
    if (!this.#hands.delete(hand)) return;
    if (!hand.ready) {
      this.#goOnHere(reason);
      for (const job of hand.jobs.values()) this.#callHere(job);
    } else {
      for (const job of hand.jobs.values()) {
        job.reject(new StriateError(`its worker thread ended: ${messageOf(reason)}`, { cause: reason }));
      }
    }
  }

  #goOnHere(reason: unknown): void {
    this.#here = true;
    if (warned) return;
    warned = true;
    console.warn(`striate: a worker thread could not start (${messageOf(reason)}); map goes on without`);
  }

  async #callHere({ element, index, resolve, reject }: Job): Promise<void> {
    try {
      resolve(await this.#task.here(element, index));
    } catch (error) {
      reject(error);
    }
  }
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
