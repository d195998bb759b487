import type { Case, Suite } from './suite';
import { type Driver, drivers } from './webgl/contract';

/** A command line that asks for something there is not: the message lists what there is. */
export class UsageError extends Error {}

export interface Choice {
  readonly suite: Suite;
  readonly cases: readonly Case[];
  /** Which of the peers of each case; undefined for all. */
  readonly peers?: readonly string[];
  /** Each case is measured with each of these numbers. */
  readonly threads: readonly number[];
  readonly budget: number;
  readonly driver: Driver;
  readonly json?: string;
  readonly picture?: string;
}

export interface Asked {
  readonly suite?: string;
  readonly case?: string;
  readonly peer?: string;
  readonly threads?: string;
  readonly budget?: string;
  readonly gl?: string;
  readonly json?: string;
  readonly picture?: string;
}

/**
 * What a command line asks for. `case` and `peer` are comma-separated; where no case has a name, all answer to it that begin with
 * it, up to a hyphen (`vgg` for `vgg-64` and the others); the peer `none` stands for no peer.
 *
 * @throws {UsageError} for a name that does not exist and a number that is none.
 */
export function choose(asked: Asked, suites: readonly Suite[]): Choice {
  if (!asked.suite) throw new UsageError(`Which suite?\n${listSuites(suites)}`);
  const suite = suites.find(({ name }) => name === asked.suite);
  if (!suite) throw new UsageError(`There is no suite '${asked.suite}'. There are:\n${listSuites(suites)}`);

  const names = list(asked.case);
  const answers = (one: Case, name: string) =>
    suite.cases.some((other) => other.name === name) ? one.name === name : one.name.startsWith(`${name}-`);
  for (const name of names ?? []) {
    if (suite.cases.some((one) => answers(one, name))) continue;
    throw new UsageError(
      `Suite '${suite.name}' has no case '${name}'. It has:\n${suite.cases.map((one) => `  ${one.name}`).join('\n')}`,
    );
  }
  const cases = suite.cases.filter((one) => !names || names.some((name) => answers(one, name)));

  const known = [...new Set(cases.flatMap((one) => peersOf(one)))];
  const peers = list(asked.peer);
  for (const name of peers ?? []) {
    if (name === 'none' || known.includes(name)) continue;
    throw new UsageError(
      `There is no peer '${name}' for ${cases.map((one) => one.name).join(', ')}. There are: ${[...known, 'none'].join(', ')}`,
    );
  }
  if (asked.picture && !suite.picture) {
    const drawn = suites.filter(({ picture }) => picture).map(({ name }) => name);
    throw new UsageError(`Suite '${suite.name}' has no picture. There is one of: ${drawn.join(', ')}`);
  }
  return {
    suite,
    cases,
    peers,
    threads:
      asked.threads === undefined ? (suite.threads ?? [1]) : [positive(asked.threads, 'threads', Number.isInteger)],
    budget: asked.budget === undefined ? 3 : positive(asked.budget, 'budget', Number.isFinite),
    driver: driverOf(asked.gl),
    json: asked.json,
    picture: asked.picture,
  };
}

/** The peers of a case that were asked for, in the case's order. */
export function peersOf(one: Case, peers?: readonly string[]): string[] {
  const all = 'probe' in one ? (one.peers ?? []) : Object.keys(one.peers);
  return all.filter((name) => !peers || peers.includes(name));
}

export function listSuites(suites: readonly Suite[]): string {
  const width = Math.max(...suites.map(({ name }) => name.length));
  return suites
    .map(({ name, about, cases }) => {
      const peers = [...new Set(cases.flatMap((one) => peersOf(one)))];
      const indent = ' '.repeat(width + 4);
      return [
        `  ${name.padEnd(width)}  ${about}`,
        `${indent}cases: ${cases.map((one) => one.name).join(', ')}`,
        ...(peers.length > 0 ? [`${indent}peers: ${peers.join(', ')}`] : []),
      ].join('\n');
    })
    .join('\n');
}

function driverOf(name = 'swiftshader'): Driver {
  const names = Object.keys(drivers) as Driver[];
  const driver = names.find((one) => one === name);
  if (!driver) throw new UsageError(`There is no driver '${name}' for --gl. There are: ${names.join(', ')}`);
  return driver;
}

function list(text: string | undefined): string[] | undefined {
  return text?.split(',').map((name) => name.trim());
}

function positive(text: string, name: string, allowed: (value: number) => boolean): number {
  const value = Number(text);
  if (text === '' || !allowed(value) || value <= 0)
    throw new UsageError(`--${name} takes a positive number, not '${text}'`);
  return value;
}
