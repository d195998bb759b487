import { type Sequential, scope, type Tensor, tensor } from 'striate';
import type { Look, Maps } from './news';

/** What every layer makes of a picture of 28x28 values. */
export async function lookInside(net: Sequential, pixels: Float32Array): Promise<Look> {
  const outputs = scope(() => {
    let x: Tensor = tensor(pixels, [1, 28, 28, 1]);
    return net.layers.map((layer) => {
      x = layer.call(x, { training: false }) as Tensor;
      return x;
    });
  });
  const layers = await Promise.all(
    outputs.map(async (output, i) => {
      const [, height, width, channels] = output.rank === 4 ? output.shape : [1, 1, output.shape[1], 1];
      const values = Float32Array.from(await output.data());
      return { name: net.layers[i].name, height, width, channels, values };
    }),
  );
  for (const output of outputs) output.dispose();
  return { layers, probabilities: [...layers[layers.length - 1].values] };
}

/** The weights of the first layer that has any, as pictures: filters of a convolution, or what units of a dense layer look for. */
export async function firstFilters(net: Sequential, most: number): Promise<Maps> {
  const kernel = net.trainableWeights[0];
  const units = kernel.shape[kernel.rank - 1];
  const [height, width] = kernel.rank === 4 ? kernel.shape : [28, 28];
  const all = await kernel.data();
  const channels = Math.min(most, units);
  const values = new Float32Array(height * width * channels);
  for (let i = 0; i < height * width; i++) {
    for (let channel = 0; channel < channels; channel++) values[i * channels + channel] = all[i * units + channel];
  }
  return { width, height, channels, values };
}
