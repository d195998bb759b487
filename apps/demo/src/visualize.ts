import { ops, type Sequential, type Tensor, type TypedArray } from 'striate';

/** The kernels of a first convolution on one channel, `[size, size, 1, count]`. */
export interface Filters {
  readonly values: Float32Array;
  readonly size: number;
  readonly count: number;
}

/** What one layer made of an image. */
export interface Stage {
  readonly name: string;
  /** Without the batch axis. */
  readonly shape: readonly number[];
  readonly values: TypedArray;
  readonly parameters: number;
}

export async function firstFilters(net: Sequential): Promise<Filters> {
  const [kernel] = net.weights;
  const [size, , , count] = kernel.shape;
  return { values: Float32Array.from(await kernel.data()), size, count };
}

/** The image and the output of every layer for it; layers that only reshape are left out. */
export async function featureMaps(net: Sequential, images: Tensor, index: number): Promise<Stage[]> {
  let z = ops.slice(images, [index, 0, 0, 0], [1, ...images.shape.slice(1)]);
  const stages: Stage[] = [{ name: 'input', shape: z.shape.slice(1), values: await z.data(), parameters: 0 }];
  for (const layer of net.layers) {
    const size = z.size;
    z = layer(z, { training: false });
    const isReshape = z.size === size && layer.countParams() === 0;
    if (isReshape) continue;
    stages.push({ name: layer.name, shape: z.shape.slice(1), values: await z.data(), parameters: layer.countParams() });
  }
  return stages;
}
