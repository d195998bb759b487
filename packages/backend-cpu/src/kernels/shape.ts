import { bytesPerElement, type Kernels } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { denseStrides, strided } from './strided';

/** Movements of elements: all but `cast` and `fill` are one strided copy. */
export function shape(engine: Engine) {
  const { wasm } = engine;
  const bits = new Int32Array(1);
  const float = new Float32Array(bits.buffer);
  const fill = (pointer: Ptr, size: number, dtype: keyof typeof bytesPerElement, value: number): void => {
    if (bytesPerElement[dtype] === 1) {
      wasm.fillBytes(pointer, size, value);
      return;
    }
    if (dtype === 'float32') float[0] = value;
    else bits[0] = value;
    wasm.fill(pointer, size, bits[0]);
  };
  return {
    transpose: ([x], out, { perm }) => {
      const bytes = bytesPerElement[x.dtype];
      const strides = denseStrides(x.shape, bytes);
      strided(
        engine,
        x.buffer,
        out.buffer,
        out.shape,
        perm.map((axis) => strides[axis]),
        bytes,
      );
    },
    broadcastTo: ([x], out) => {
      const bytes = bytesPerElement[x.dtype];
      const strides = denseStrides(x.shape, bytes);
      const extra = out.shape.length - x.shape.length;
      const source = out.shape.map((_, i) => (i < extra || x.shape[i - extra] === 1 ? 0 : strides[i - extra]));
      strided(engine, x.buffer, out.buffer, out.shape, source, bytes);
    },
    slice: ([x], out, { begin, strides: steps }) => {
      const bytes = bytesPerElement[x.dtype];
      const strides = denseStrides(x.shape, bytes);
      const start = begin.reduce((at, from, i) => at + from * strides[i], x.buffer);
      strided(
        engine,
        start,
        out.buffer,
        out.shape,
        strides.map((stride, i) => stride * steps[i]),
        bytes,
      );
    },
    flip: ([x], out, { axes }) => {
      const bytes = bytesPerElement[x.dtype];
      const source = denseStrides(x.shape, bytes);
      let start = x.buffer;
      for (const axis of axes) {
        start += (x.shape[axis] - 1) * source[axis];
        source[axis] = -source[axis];
      }
      strided(engine, start, out.buffer, out.shape, source, bytes);
    },
    pad: ([x], out, { paddings, value }) => {
      const bytes = bytesPerElement[x.dtype];
      fill(out.buffer, out.size, out.dtype, value);
      const target = denseStrides(out.shape, bytes);
      const start = paddings.reduce((at, [before], i) => at + before * target[i], out.buffer);
      strided(engine, x.buffer, start, x.shape, denseStrides(x.shape, bytes), bytes, target);
    },
    concat: (inputs, out) => {
      const bytes = bytesPerElement[out.dtype];
      const target = denseStrides(out.shape, bytes);
      let at = out.buffer;
      for (const x of inputs) {
        strided(engine, x.buffer, at, x.shape, denseStrides(x.shape, bytes), bytes, target);
        at += x.shape[1] * target[1];
      }
    },
    cast: ([x], out) => {
      const from = x.dtype === 'bool' ? 'uint8' : x.dtype;
      const casts = {
        float32: { float32: undefined, int32: wasm.castFloatInt, uint8: wasm.castFloatByte, bool: wasm.castFloatBool },
        int32: { float32: wasm.castIntFloat, int32: undefined, uint8: wasm.castIntByte, bool: wasm.castIntBool },
        uint8: { float32: wasm.castByteFloat, int32: wasm.castByteInt, uint8: undefined, bool: wasm.castByteBool },
      };
      const cast = casts[from][out.dtype];
      if (cast) cast(x.buffer, out.buffer, x.size);
      else strided(engine, x.buffer, out.buffer, [x.size], [bytesPerElement[x.dtype]], bytesPerElement[x.dtype]);
    },
    fill: (_, out, { value }) => fill(out.buffer, out.size, out.dtype, value),
  } satisfies Partial<Kernels<Ptr>>;
}
