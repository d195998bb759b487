/** What is measured: one way to do the work of a case. */
export interface Subject {
  /** Does the work `times` times in a row; the milliseconds one took. */
  sample(times: number): number | Promise<number>;
  /** What came out of the first runs (losses, say): a peer whose numbers differ does other work, and is no peer. */
  readonly results?: readonly number[];
  dispose?(): void | Promise<void>;
}

export interface Context {
  readonly threads: number;
  /** Seconds a case may spend on each of its subjects; one that needs more than that still gets three samples. */
  readonly budget: number;
}

export type Setup = (context: Context) => Subject | Promise<Subject>;

interface Named {
  readonly name: string;
  /** By name. A setup throws `PeerAbsent` where the peer cannot run. */
  readonly peers: Readonly<Record<string, Setup>>;
}

/** Ours against peers. */
export interface Duel extends Named {
  readonly ours: Setup;
  /** Floating point operations of one run, a multiply-add counting as two. */
  readonly flops?: number;
}

/** Something else to find out, which may fail. */
export interface Probe extends Named {
  probe(context: Context, note: Note): Promise<Findings>;
}

export type Case = Duel | Probe;

/** Says a line to whoever watches. */
export type Note = (line: string) => void;

/** A row without what the command line knows. */
export type Finding = Omit<Row, 'suite' | 'case' | 'threads'>;

export interface Findings {
  readonly found: readonly Finding[];
  /** What is wrong: the benchmark ends with exit code 1. */
  readonly complaints: readonly string[];
}

export interface Suite {
  readonly name: string;
  /** One line for `--help`. */
  readonly about: string;
  readonly cases: readonly Case[];
}

/** A line of the JSON file. Without a peer the last three are null. */
export interface Row {
  suite: string;
  case: string;
  threads: number;
  oursMs: number;
  peer: string | null;
  peerMs: number | null;
  /** peerMs / oursMs: above 1 we are faster. */
  ratio: number | null;
}

/** The peer is not on this machine, or cannot do this: one line says so, and the benchmark goes on. */
export class PeerAbsent extends Error {}

/** A subject that calls `work` and waits for it, should it be asynchronous. */
export function timed(work: () => unknown, extras: Omit<Subject, 'sample'> = {}): Subject {
  return {
    ...extras,
    async sample(times) {
      const start = performance.now();
      for (let i = 0; i < times; i++) {
        const pending = work();
        // Awaiting what is synchronous costs a turn of the event loop, which small cases would feel.
        if (pending instanceof Promise) await pending;
      }
      return (performance.now() - start) / times;
    },
  };
}
