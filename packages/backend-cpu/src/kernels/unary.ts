import type { Kernels, View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';

type Map1 = (x: Ptr, out: Ptr, n: number) => void;

export function unary({ wasm }: Engine) {
  const kernel =
    (map: Map1) =>
    ([x]: readonly [View<Ptr>], out: View<Ptr>): void =>
      map(x.buffer, out.buffer, x.size);
  return {
    neg: kernel(wasm.neg),
    abs: kernel(wasm.abs),
    sign: kernel(wasm.sign),
    floor: kernel(wasm.floor),
    ceil: kernel(wasm.ceil),
    round: kernel(wasm.round),
    exp: kernel(wasm.exp),
    expm1: kernel(wasm.expm1),
    log: kernel(wasm.log),
    log1p: kernel(wasm.log1p),
    sqrt: kernel(wasm.sqrt),
    rsqrt: kernel(wasm.rsqrt),
    square: kernel(wasm.square),
    reciprocal: kernel(wasm.reciprocal),
    sin: kernel(wasm.sin),
    cos: kernel(wasm.cos),
    tan: kernel(wasm.tan),
    tanh: kernel(wasm.tanh),
    sigmoid: kernel(wasm.sigmoid),
    relu: kernel(wasm.relu),
    erf: kernel(wasm.erf),
    isNaN: kernel(wasm.isNaN),
    isFinite: kernel(wasm.isFinite),
    logicalNot: kernel(wasm.logicalNot),
    clip: ([x], out, { min, max }) => wasm.clip(x.buffer, out.buffer, x.size, min, max),
    reluGrad: ([dy, y], out) => wasm.reluGrad(dy.buffer, y.buffer, out.buffer, y.size),
  } satisfies Partial<Kernels<Ptr>>;
}
