import type { Driver, SideReport } from './webgl/contract';

/** What is measured: one way to do the work of a case. */
export interface Subject {
  /** Does the work `times` times in a row; the milliseconds one took. */
  sample(times: number): number | Promise<number>;
  /** The fewest times a sample takes, where starting costs something to be spread over them. Default 1. */
  readonly least?: number;
  /** What came out of the first runs (losses, say): a peer whose numbers differ does other work, and is no peer. */
  readonly results?: readonly number[];
  /** Of a peer that agreed with ours: by how much its results differ at most, in parts of the largest. */
  readonly difference?: number;
  /** Which part of its time a core really worked on it: little on a busy machine. */
  readonly attention?: () => number;
  dispose?(): void | Promise<void>;
}

export interface Context {
  readonly threads: number;
  /** Seconds a case may spend on each of its subjects; one that needs more than that still gets three samples. */
  readonly budget: number;
  /** What WebGL runs on. Default SwiftShader. */
  readonly driver?: Driver;
}

export type Setup = (context: Context) => Subject | Promise<Subject>;

/** Ours against peers. */
export interface Duel {
  readonly name: string;
  readonly ours: Setup;
  /** By name. A setup throws `PeerAbsent` where the peer cannot run. */
  readonly peers: Readonly<Record<string, Setup>>;
  /** Floating point operations of one run, a multiply-add counting as two. */
  readonly flops?: number;
  /** Images one run deals with, where images a second say more than milliseconds. */
  readonly images?: number;
  /** How long ours may take. It is reported, and nothing fails: a slow machine is none of our faults. */
  readonly limitMs?: number;
}

/** Something else to find out, which may fail. */
export interface Probe {
  readonly name: string;
  /** Names of peers, where it has any. */
  readonly peers?: readonly string[];
  /** `peers`: the names of those that are asked for. */
  probe(context: Context, note: Note, peers: readonly string[]): Promise<Findings>;
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
  /** The numbers of threads each case is measured with where the command line names none. Default: 1 alone. */
  readonly threads?: readonly number[];
  /** What was measured, as an SVG. */
  picture?(rows: readonly Row[], context: Context): Promise<string>;
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
  /** By how much the peer's results differ from ours at most, in parts of the largest. */
  difference?: number;
  /** Why the peer, which is named, was not measured. */
  reason?: string;
  /** The ratio that is aimed at. */
  target?: number;
  /** Of WebGL: what it ran on, the flags that were best for the peer, and all that was read of each side. */
  driver?: Driver;
  variant?: string;
  sides?: readonly SideReport[];
  /** Of a network: what is trained in it, and the multiply-adds of its convolutions and dense layers for one image. */
  parameters?: number;
  macs?: number;
  /** The most memory that a process took, and its WebAssembly memory, which never shrinks. */
  peakBytes?: number;
  wasmBytes?: number;
}

/** The peer is not on this machine, or cannot do this: one line says so, and the benchmark goes on. */
export class PeerAbsent extends Error {}

type Extras = Pick<Subject, 'least' | 'results' | 'difference' | 'dispose'>;

/** A subject that calls `work`, and waits for it should it be asynchronous. */
export function timed(work: () => unknown, extras: Extras = {}): Subject {
  return timedMany(async (times) => {
    for (let i = 0; i < times; i++) {
      const pending = work();
      // Awaiting what is synchronous costs a turn of the event loop, which small cases would feel.
      if (pending instanceof Promise) await pending;
    }
  }, extras);
}

/** The same for work that repeats by itself. */
export function timedMany(work: (times: number) => Promise<unknown>, extras: Extras = {}): Subject {
  let elapsed = 0;
  let worked = 0;
  return {
    ...extras,
    attention: () => worked / elapsed,
    async sample(times) {
      const before = process.cpuUsage();
      const start = performance.now();
      await work(times);
      const ms = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      elapsed += ms;
      worked += (user + system) / 1000;
      return ms / times;
    },
  };
}
