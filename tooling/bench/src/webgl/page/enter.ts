import type { CaseName, Variant } from '../contract';
import { cases } from './cases';
import type { Core, Entrants, Side } from './Entrants';
import { attribute } from './glMeter';
import { setFlags, startOurs, startTfjs } from './libraries';

/** A side that did its work for the first time. */
export interface Entered {
  readonly name: string;
  readonly side: Side;
  readonly firstMs: number;
  readonly first: ArrayLike<number>;
}

export async function enterOurs(entrants: Entrants): Promise<Entered> {
  return enter('ours', async () => {
    await startOurs();
    return entrants.ours();
  });
}

export async function enterTfjs(entrants: Entrants, tf: Core, name: CaseName, variant: Variant): Promise<Entered> {
  return enter('tfjs-webgl', async () => {
    setFlags(tf, variant, cases[name].variants);
    await startTfjs(tf);
    return entrants.tfjs(tf, variant);
  });
}

/** The clock runs from the start of the library to the first result read. */
async function enter(name: string, open: () => Promise<Side>): Promise<Entered> {
  attribute(name);
  const start = performance.now();
  const side = await open();
  const first = await side.run(1);
  return { name, side, first, firstMs: performance.now() - start };
}

export function variantOf(name: CaseName, peer: string): Variant {
  const { variants } = cases[name];
  const variant = variants.find((one) => one.name === peer);
  if (variant) return variant;
  throw new Error(`${name}: no variant '${peer}', but ${variants.map((one) => one.name).join(', ')}`);
}
