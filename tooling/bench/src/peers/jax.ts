import { setFlagsFromString } from 'node:v8';
import type * as Jax from '@jax-js/jax';
import { channelsFirst, checkScores, type Exhibit } from '../inference/Exhibit';
import { type Setup, timed } from '../suite';

type Library = typeof Jax;

/** jax-js on its WebAssembly device, which in Node.js runs on one thread. */
async function load(): Promise<Library> {
  const jax = await import('@jax-js/jax');
  // By name: looking for a GPU, it would ask the `navigator` that Node.js 20 has not.
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  return jax;
}

/** The product of two square matrices in jax-js. */
export function jaxGemm(n: number, operands: () => Float32Array<ArrayBuffer>[]): Setup {
  return async () => {
    const { jit, numpy } = await load();
    const [a, b] = operands().map((values) => numpy.array(values).reshape([n, n]));
    // Jitted, which spares it half a millisecond of small products.
    const product = jit((p: Jax.Array, q: Jax.Array) => numpy.matmul(p, q));
    const total = product(a.ref, b.ref).sum().item() as number;
    return timed(() => finish(product(a.ref, b.ref)), {
      results: [total],
      dispose: () => {
        a.dispose();
        b.dispose();
      },
    });
  };
}

/** A network of one convolution in jax-js, from array to array, once it has agreed with ours. */
export function jaxConv(exhibit: () => Promise<Exhibit>): Setup {
  return async () => {
    const { lax, numpy } = await load();
    const given = await exhibit();
    const { nodes, weights, inputShape } = await given.graph();
    const [{ inputs, attributes }] = nodes;
    const { shape, values } = weights.get(inputs[1])!;
    const [top, left, bottom, right] = attributes.pads as number[];
    const strides = [...(attributes.strides as number[])];
    const x = numpy.array(channelsFirst(given.image, given.shape)).reshape([...inputShape]);
    const w = numpy.array(Float32Array.from(values)).reshape([...shape]);
    // Not jitted: as one kernel it takes minutes.
    const conv = () =>
      lax.convGeneralDilated(x.ref, w.ref, strides, [
        [top, bottom],
        [left, right],
      ]);
    // Its kernel is one long call, which would go on for half a minute in the code that V8 starts with.
    setFlagsFromString('--no-liftoff');
    const outputs = (await conv().data()) as Float32Array;
    setFlagsFromString('--liftoff');
    await checkScores('jax-js', given, outputs);
    return timed(() => finish(conv()), {
      dispose: () => {
        x.dispose();
        w.dispose();
      },
    });
  };
}

/** It computes when asked for the outcome. */
async function finish(array: Jax.Array): Promise<void> {
  await array.blockUntilReady();
  array.dispose();
}
