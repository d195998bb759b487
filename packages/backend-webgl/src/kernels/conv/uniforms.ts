import type { ProgramSpec, UniformValue } from '../../device/Program';
import type { Geometry } from './strategy';

/** A program, and what it is told of a convolution. */
export interface Choice {
  readonly program: ProgramSpec;
  readonly uniforms: Readonly<Record<string, UniformValue>>;
  /** How much longer a product takes it than others. */
  readonly steps?: number;
}

/** What all programs of convolutions are told in the same way. */
export const conventional = ({ window, strides, dilations }: Geometry) => ({
  filterSize: window,
  steps: [...strides, ...dilations],
});

/** Texels a group of what is written and of what is read. */
export function grouping(groups: number, written: number, read: number): readonly number[] {
  return groups === 1 ? [2 ** 28, 0] : [written / groups / 4, read / groups / 4];
}

/** Channels and filters of a group, and of all. */
export const oddGroups = ({ groups, channels, filters }: Geometry) => [
  channels / groups,
  filters / groups,
  channels,
  filters,
];
