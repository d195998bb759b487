import { glsl, type Kind } from '../device/formats';
import type { Layout } from '../layout';

/**
 * Whether values may move from one layout to another as whole texels: what `places` lists, the bounds and steps of the runs that stay
 * together, begins at texels in both. Rows of the same length move even where their last texel is padded.
 */
export function movesWhole(from: Layout, to: Layout, places: readonly number[]): boolean {
  const texels = from.columns % 4 === 0 && to.columns % 4 === 0;
  const unit = texels ? 4 : from.columns === to.columns ? from.columns : 0;
  return unit > 0 && places.every((place) => place % unit === 0);
}

/** What is in both forms: a program whose whole texels move, and one that looks every value up. No test chooses, for many devices go both ways. */
export const bothForms = <T>(write: (whole: boolean) => T): { readonly whole: T; readonly single: T } => ({
  whole: write(true),
  single: write(false),
});

export const allKinds = <T>(write: (kind: Kind) => T): Readonly<Record<Kind, T>> => ({
  float: write('float'),
  int: write('int'),
  byte: write('byte'),
});

/** A function that reads the texel of an input that begins with its value `i`. */
export const texelOf = (input: string, kind: Kind): string => `
${glsl[kind].vector} ${input}Texel(int i) {
  int row = i / ${input}Layout.x;
  return ${input}At(row, (i - row * ${input}Layout.x) >> 2);
}`;
