import { bytesPerElement, type Kernels, type View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import type { WasmExports } from '../wasm/exports.generated';
import { collapse, materialize } from './broadcast';
import { overElements } from './overElements';

type Map2 = WasmExports['add'];
type Pair = readonly [View<Ptr>, View<Ptr>];

/** Bytes that four lanes of a dense operand take; 0 repeats one value. */
const DENSE = 16;

export function binary(engine: Engine) {
  const { wasm, memory } = engine;

  const run = (map: Map2, a: View<Ptr>, b: View<Ptr>, out: View<Ptr>): void => {
    const n = out.size;
    const fullA = a.size === n;
    const fullB = b.size === n;
    if ((fullA || a.size === 1) && (fullB || b.size === 1)) {
      const [stepA, stepB, bytes] = [fullA ? DENSE : 0, fullB ? DENSE : 0, bytesPerElement[out.dtype]];
      overElements(engine, map, n, (i, count) => {
        const [p, q] = [fullA ? a.buffer + i * 4 : a.buffer, fullB ? b.buffer + i * 4 : b.buffer];
        return [p, q, out.buffer + i * bytes, 1, 1, count, 0, 0, stepA, 0, 0, stepB];
      });
      return;
    }
    const plan = collapse(out.shape, a.shape, b.shape);
    if (plan) {
      const [d0, d1, d2] = plan.sizes;
      const [a0, a1, a2] = plan.a;
      const [b0, b1, b2] = plan.b;
      map(a.buffer, b.buffer, out.buffer, d0, d1, d2, a0, a1, a2 ? DENSE : 0, b0, b1, b2 ? DENSE : 0);
      return;
    }
    const left = materialize(engine, a, out.shape, n);
    map(left, materialize(engine, b, out.shape, n), out.buffer, 1, 1, n, 0, 0, DENSE, 0, 0, DENSE);
    memory.release();
  };

  const float =
    (map: Map2) =>
    ([a, b]: Pair, out: View<Ptr>): void =>
      run(map, a, b, out);
  const either =
    (map: Map2, int: Map2) =>
    ([a, b]: Pair, out: View<Ptr>): void =>
      run(a.dtype === 'int32' ? int : map, a, b, out);
  const logical =
    (or: number) =>
    ([a, b]: Pair, out: View<Ptr>): void => {
      const left = materialize(engine, a, out.shape, out.size);
      wasm.logical(or, left, materialize(engine, b, out.shape, out.size), out.buffer, out.size);
      memory.release();
    };

  return {
    add: either(wasm.add, wasm.addInt),
    sub: either(wasm.sub, wasm.subInt),
    mul: either(wasm.mul, wasm.mulInt),
    div: float(wasm.div),
    mod: either(wasm.mod, wasm.modInt),
    pow: float(wasm.pow),
    maximum: either(wasm.maximum, wasm.maximumInt),
    minimum: either(wasm.minimum, wasm.minimumInt),
    equal: either(wasm.equal, wasm.equalInt),
    notEqual: either(wasm.notEqual, wasm.notEqualInt),
    less: either(wasm.less, wasm.lessInt),
    lessEqual: either(wasm.lessEqual, wasm.lessEqualInt),
    greater: either(wasm.greater, wasm.greaterInt),
    greaterEqual: either(wasm.greaterEqual, wasm.greaterEqualInt),
    logicalAnd: logical(0),
    logicalOr: logical(1),
    select: ([cond, a, b], out) => {
      const n = out.size;
      const mask = materialize(engine, cond, out.shape, n);
      if (out.dtype === 'float32' || out.dtype === 'int32') {
        const left = a.size === 1 ? a.buffer : materialize(engine, a, out.shape, n);
        const right = b.size === 1 ? b.buffer : materialize(engine, b, out.shape, n);
        wasm.select(mask, left, right, out.buffer, n, a.size === 1 ? 0 : DENSE, b.size === 1 ? 0 : DENSE);
      } else {
        const left = materialize(engine, a, out.shape, n);
        wasm.selectBytes(mask, left, materialize(engine, b, out.shape, n), out.buffer, n);
      }
      memory.release();
    },
  } satisfies Partial<Kernels<Ptr>>;
}
