import { conv2d as conv2dLayer, sequential } from '@striate/layers';
import { type Conv2dParams, conv2d, optional, run, scope, type Tensor, tensor } from '@striate/tensor';
import { flopsOf, type Layer, layers, shapes } from '../conv/layers';
import { type Exhibit, makeExhibit } from '../inference/Exhibit';
import { numbers } from '../network/problem';
import { jaxConv } from '../peers/jax';
import { onnxRuntime } from '../peers/onnxRuntime';
import { peak } from '../peers/peak';
import { type ConvGradient, pytorchConvGradient, pytorchInference } from '../peers/pytorch';
import { tfjsInference } from '../peers/tfjsInference';
import { convRoofline } from '../roofline/convRoofline';
import { disposeAll, startBackend } from '../startBackend';
import { type Duel, type Setup, type Suite, timed } from '../suite';

interface Operands {
  readonly x: Tensor;
  readonly w: Tensor;
  readonly dy: Tensor;
}

type Direction = (layer: Layer, operands: Operands) => Tensor;

const forward: Direction = ({ stride, padding, groups }, { x, w }) =>
  conv2d(x, w, { strides: stride, padding, groups });

const gradients: Readonly<Record<ConvGradient['of'], Direction>> = {
  input: (layer, { dy, w }) =>
    run(optional.conv2dInputGrad, [dy, w], { ...params(layer), inputSize: [layer.size, layer.size] }),
  filter: (layer, { x, dy }) =>
    run(optional.conv2dFilterGrad, [x, dy], { ...params(layer), filterSize: [layer.kernel, layer.kernel] }),
};

function params({ stride, padding, groups }: Layer): Conv2dParams {
  const edges = { top: padding, bottom: padding, left: padding, right: padding };
  return { strides: [stride, stride], padding: edges, dilations: [1, 1], groups };
}

function ours(layer: Layer, direction: Direction): Setup {
  return async ({ threads }) => {
    await startBackend(threads);
    const random = numbers(layer.size + layer.kernel);
    const make = (shape: readonly number[]) => {
      const length = shape.reduce((product, extent) => product * extent, 1);
      return tensor(
        Float32Array.from({ length }, () => random() - 0.5),
        shape,
      );
    };
    const { x, w, dy } = shapes(layer);
    const operands = { x: make(x), w: make(w), dy: make(dy) };
    return timed(
      () =>
        scope(() => {
          direction(layer, operands);
        }),
      { dispose: () => disposeAll(Object.values(operands)) },
    );
  };
}

/** The layer as a network, for those who run nothing smaller; the outputs must agree with ours. */
function exhibitOf({ size, channels, filters, kernel, stride, padding, groups, batch }: Layer): () => Promise<Exhibit> {
  const options = { filters, kernelSize: kernel, strides: stride, padding, groups, useBias: false };
  const build = () => sequential([conv2dLayer({ ...options, inputShape: [size, size, channels] })]);
  let made: Promise<Exhibit> | undefined;
  return () => {
    made ??= makeExhibit(build, batch);
    return made;
  };
}

function forwardDuel(layer: Layer): Duel {
  const flops = flopsOf(layer);
  const exhibit = exhibitOf(layer);
  return {
    name: layer.name,
    flops,
    ours: ours(layer, forward),
    peers: {
      peak: peak(flops),
      'onnxruntime-web': onnxRuntime('onnxruntime-web', exhibit),
      'onnxruntime-node': onnxRuntime('onnxruntime-node', exhibit),
      'tfjs-wasm': tfjsInference(exhibit, { resident: true }),
      // Its convolutions take seconds.
      ...(layer.name === 'conv-256' && { 'jax-js': jaxConv(exhibit) }),
      pytorch: pytorchInference(exhibit),
    },
  };
}

function gradientDuel(layer: Layer, of: ConvGradient['of']): Duel {
  const flops = flopsOf(layer);
  const { x, w, dy } = shapes(layer);
  const first = ([n, height, width, channels]: typeof x) => [n, channels, height, width];
  const { stride, padding, groups } = layer;
  const attributes = { strides: [stride, stride], pads: [padding, padding], dilations: [1, 1], group: groups };
  const gradient = { of, x: first(x), w: [w[3], w[2], w[0], w[1]], dy: first(dy), attributes };
  return {
    name: `${layer.name}-${of}Grad`,
    flops,
    ours: ours(layer, gradients[of]),
    peers: { peak: peak(flops), pytorch: pytorchConvGradient(gradient) },
  };
}

export const conv: Suite = {
  name: 'conv',
  about: 'layers of LeNet-5, AlexNet, VGG, GoogLeNet, ResNet and MobileNet: forward and both gradients',
  cases: layers.flatMap((layer) => [forwardDuel(layer), gradientDuel(layer, 'input'), gradientDuel(layer, 'filter')]),
  picture: convRoofline,
};
