import type { Variant } from '../contract';

const plain: Variant = { name: 'default', flags: {} };
const uniforms = { WEBGL_USE_SHAPES_UNIFORMS: true };

/** Flags of TF.js under which an operation may run faster than as it comes. */
export const gemmVariants: readonly Variant[] = [plain, { name: 'shapes-uniforms', flags: uniforms }];

export const convVariants: readonly Variant[] = [
  ...gemmVariants,
  { name: 'exp-conv', flags: { WEBGL_EXP_CONV: true } },
  { name: 'exp-conv+shapes-uniforms', flags: { WEBGL_EXP_CONV: true, ...uniforms } },
  { name: 'no-im2col', flags: { WEBGL_CONV_IM2COL: false } },
];

export const gradientVariants: readonly Variant[] = [
  ...gemmVariants,
  { name: 'unpacked-inputGrad', flags: { WEBGL_PACK_CONV2DTRANSPOSE: false } },
  { name: 'unpacked-inputGrad+shapes-uniforms', flags: { WEBGL_PACK_CONV2DTRANSPOSE: false, ...uniforms } },
];

export const trainVariants: readonly Variant[] = [
  by('fit', plain),
  ...[...gradientVariants.slice(0, 3), convVariants[2]].map((variant) => by('trainOnBatch', variant)),
];

/** The first two are for what is so long that all would take minutes; the others are far behind them in ResNet-18. */
export const networkVariants: readonly Variant[] = [
  ...convVariants.slice(0, 3).map((variant) => by('folded', variant)),
  by('plain', plain),
];

function by(way: NonNullable<Variant['way']>, { name, flags }: Variant): Variant {
  return { name: `${way} ${name}`, flags, way };
}
