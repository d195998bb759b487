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
    const { jit, lax, numpy } = await load();
    const given = await exhibit();
    const { nodes, weights, inputShape } = await given.graph();
    const [{ inputs, attributes }] = nodes;
    const { shape, values } = weights.get(inputs[1])!;
    const [top, left, bottom, right] = attributes.pads as number[];
    const strides = [...(attributes.strides as number[])];
    const x = numpy.array(channelsFirst(given.image, given.shape)).reshape([...inputShape]);
    const w = numpy.array(Float32Array.from(values)).reshape([...shape]);
    const conv = jit((images: Jax.Array, filters: Jax.Array) =>
      lax.convGeneralDilated(images, filters, strides, [
        [top, bottom],
        [left, right],
      ]),
    );
    await checkScores('jax-js', given, (await conv(x.ref, w.ref).data()) as Float32Array);
    return timed(() => finish(conv(x.ref, w.ref)), {
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
