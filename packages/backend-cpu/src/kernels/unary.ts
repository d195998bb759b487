import { bytesPerElement, type Kernels, type View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { overElements } from './overElements';

type Map1 = (x: Ptr, out: Ptr, n: number) => void;

export function unary(engine: Engine) {
  const { wasm } = engine;
  const kernel =
    (map: Map1) =>
    ([x]: readonly [View<Ptr>], out: View<Ptr>): void => {
      const [from, to] = [bytesPerElement[x.dtype], bytesPerElement[out.dtype]];
      overElements(engine, map, x.size, (i, count) => [x.buffer + i * from, out.buffer + i * to, count]);
    };
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
    clip: ([x], out, { min, max }) =>
      overElements(engine, wasm.clip, x.size, (i, count) => [x.buffer + i * 4, out.buffer + i * 4, count, min, max]),
    reluGrad: ([dy, y], out) =>
      overElements(engine, wasm.reluGrad, y.size, (i, count) => {
        return [dy.buffer + i * 4, y.buffer + i * 4, out.buffer + i * 4, count];
      }),
  } satisfies Partial<Kernels<Ptr>>;
}
