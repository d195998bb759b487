import { cpu } from '@striate/backend-cpu';
import {
  add,
  averagePooling2d,
  batchNormalization,
  concatenate,
  conv1d,
  conv2d,
  dense,
  dropout,
  embedding,
  flatten,
  globalAveragePooling2d,
  globalMaxPooling1d,
  input,
  lambda,
  localResponseNormalization,
  type Model,
  maxPooling2d,
  model,
  permute,
  relu,
  reshape,
  sequential,
  zeroPadding2d,
} from '@striate/layers';
import { radialBasis, residualUnit, scaledTanh, sparseConv2d, trainableSubsampling2d } from '@striate/models';
import { setBackend, tensor, zeros } from '@striate/tensor';
import { beforeAll, expect, test } from 'vitest';
import { encodeOnnx } from './encodeOnnx';
import { exportModel } from './exportModel';

beforeAll(() => setBackend(cpu()));

const exportOnnx = async (net: Model) => encodeOnnx(await exportModel(net));

/** The fields of a protobuf message: numbers as they are, the rest as bytes. */
function fields(message: Uint8Array): { field: number; number: number; bytes: Uint8Array }[] {
  const found: ReturnType<typeof fields> = [];
  let at = 0;
  const varint = () => {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = message[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const number = tag % 8 === 5 ? 0 : varint();
    const length = tag % 8 === 5 ? 4 : tag % 8 === 2 ? number : 0;
    found.push({ field: tag >> 3, number, bytes: message.slice(at, at + length) });
    at += length;
  }
  return found;
}

const all = (message: Uint8Array, field: number) => fields(message).filter((one) => one.field === field);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const graphOf = (file: Uint8Array) => all(file, 7)[0].bytes;

/** `Conv_0(input, conv.kernel)`, a line for each node. */
function nodes(graph: Uint8Array): string[] {
  return all(graph, 1).map(({ bytes }) => {
    const inputs = all(bytes, 1).map((one) => text(one.bytes));
    return `${text(all(bytes, 2)[0].bytes)}(${inputs.join(', ')})`;
  });
}

function attributes(graph: Uint8Array, type: string): Record<string, number[] | string> {
  const node = all(graph, 1).find(({ bytes }) => text(all(bytes, 4)[0].bytes) === type)!;
  return Object.fromEntries(
    all(node.bytes, 5).map(({ bytes }) => [
      text(all(bytes, 1)[0].bytes),
      all(bytes, 4).length > 0 ? text(all(bytes, 4)[0].bytes) : fields(bytes).flatMap(numberOf),
    ]),
  );
}

const numberOf = ({ field, number }: { field: number; number: number }) => (field === 3 || field === 8 ? [number] : []);

function weight(graph: Uint8Array, name: string): { shape: number[]; values: number[] } {
  const found = all(graph, 5).find(({ bytes }) => text(all(bytes, 8)[0].bytes) === name)!.bytes;
  const raw = all(found, 9)[0].bytes;
  return { shape: all(found, 1).map(({ number }) => number), values: [...new Float32Array(raw.buffer)] };
}

/** The shape of what goes in (field 11) or comes out (12). */
function shapeOf(graph: Uint8Array, field: number): number[] {
  let message = all(graph, field)[0].bytes;
  for (const inner of [2, 1, 2]) message = all(message, inner)[0].bytes;
  return all(message, 1).map(({ bytes }) => fields(bytes)[0].number);
}

test('follows the graph, with the channels first', async () => {
  const x = input({ shape: [8, 6, 2] });
  const y = relu()(batchNormalization({ name: 'norm' })(conv2d({ name: 'a', filters: 3, kernelSize: 1 })(x)));
  const pooled = maxPooling2d({ poolSize: 3, strides: 1, padding: 1, ceilMode: true })(y);
  const sum = add()([y, pooled]);
  const means = globalAveragePooling2d()(concatenate()([sum, x]));
  const z = dense({ name: 'fc', units: 4, activation: 'softmax' })(dropout({ rate: 0.5 })(means));
  const graph = graphOf(await exportOnnx(model({ inputs: x, outputs: z })));
  expect(nodes(graph)).toEqual([
    'Conv_0(input, a.kernel, a.bias)',
    'BatchNormalization_1(Conv_0, norm.gamma, norm.beta, norm.movingMean, norm.movingVariance)',
    'Relu_2(BatchNormalization_1)',
    'MaxPool_3(Relu_2)',
    'Add_4(Relu_2, MaxPool_3)',
    'Concat_5(Add_4, input)',
    'GlobalAveragePool_6(Concat_5)',
    'Flatten_7(GlobalAveragePool_6)',
    'Gemm_8(Flatten_7, fc.kernel, fc.bias)',
    'Softmax_9(Gemm_8)',
  ]);
  expect(shapeOf(graph, 11)).toEqual([1, 2, 8, 6]);
  expect(shapeOf(graph, 12)).toEqual([1, 4]);
  expect(attributes(graph, 'Concat')).toEqual({ axis: [1] });
  expect(attributes(graph, 'MaxPool')).toEqual({
    kernel_shape: [3, 3],
    strides: [1, 1],
    ceil_mode: [1],
    pads: [1, 1, 1, 1],
  });
});

test('turns the weights', async () => {
  const net = sequential([
    conv2d({ name: 'c', filters: 2, kernelSize: [1, 2], useBias: false, padding: 'same', inputShape: [2, 2, 1] }),
    averagePooling2d({
      padding: [
        [0, 1],
        [1, 0],
      ],
    }),
    flatten(),
    dense({ name: 'd', units: 2 }),
  ]);
  const kernel = tensor([1, 2, 3, 4], [1, 2, 1, 2]);
  net.setWeights([kernel, tensor([5, 6, 7, 8], [2, 2]), tensor([9, 10])]);
  const graph = graphOf(await exportOnnx(net));
  expect(weight(graph, 'c.kernel')).toEqual({ shape: [2, 1, 1, 2], values: [1, 3, 2, 4] });
  expect(weight(graph, 'd.kernel')).toEqual({ shape: [2, 2], values: [5, 7, 6, 8] });
  expect(weight(graph, 'd.bias')).toEqual({ shape: [2], values: [9, 10] });
  expect(attributes(graph, 'Conv')).toMatchObject({ auto_pad: 'SAME_UPPER', group: [1] });
  expect(attributes(graph, 'AveragePool')).toMatchObject({ pads: [0, 1, 1, 0] });
  expect(attributes(graph, 'Transpose')).toEqual({ perm: [0, 2, 3, 1] });
});

test('looks words up, and slides along them', async () => {
  const net = sequential([
    embedding({ name: 'e', inputDim: 5, outputDim: 2, inputShape: [4] }),
    conv1d({ name: 'c', filters: 1, kernelSize: 3, padding: 1, activation: 'relu' }),
    globalMaxPooling1d(),
  ]);
  net.setWeights([zeros([5, 2]), tensor([1, 2, 3, 4, 5, 6], [3, 2, 1]), tensor([7])]);
  const graph = graphOf(await exportOnnx(net));
  expect(nodes(graph)).toEqual([
    'Cast_0(input)',
    'Gather_1(e.embeddings, Cast_0)',
    'Transpose_2(Gather_1)',
    'Conv_3(Transpose_2, c.kernel, c.bias)',
    'Relu_4(Conv_3)',
    'GlobalMaxPool_5(Relu_4)',
    'Flatten_6(GlobalMaxPool_5)',
  ]);
  expect(attributes(graph, 'Cast')).toEqual({ to: [6] });
  expect(attributes(graph, 'Conv')).toMatchObject({ kernel_shape: [3], pads: [1, 1], strides: [1] });
  expect(weight(graph, 'c.kernel')).toEqual({ shape: [1, 2, 3], values: [1, 3, 5, 2, 4, 6] });
  expect(shapeOf(graph, 12)).toEqual([1, 1]);
});

test('pads, turns and reshapes as channels last has it', async () => {
  const net = sequential([
    permute({ dims: [3, 1, 2], inputShape: [4, 6, 2] }),
    zeroPadding2d({
      name: 'more',
      padding: [
        [1, 2],
        [0, 0],
      ],
    }),
    permute({ dims: [2, 3, 1] }),
    localResponseNormalization({ size: 3, k: 1 }),
    reshape({ name: 'flat', targetShape: [24, 5] }),
  ]);
  const graph = graphOf(await exportOnnx(net));
  expect(nodes(graph)).toEqual([
    'Transpose_0(input)',
    'Pad_1(Transpose_0, more.pads)',
    'Transpose_2(Pad_1)',
    'LRN_3(Transpose_2)',
    'Transpose_4(LRN_3)',
    'Reshape_5(Transpose_4, flat.shape)',
    'Transpose_6(Reshape_5)',
  ]);
  // Ours has the channels where ONNX has the rows: its [n, w, c, h] is our [n, c, h, w].
  expect(attributes(graph, 'Transpose')).toEqual({ perm: [0, 3, 1, 2] });
  expect(attributes(graph, 'LRN')).toMatchObject({ size: [3] });
  const constant = (name: string) => {
    const found = all(graph, 5).find(({ bytes }) => text(all(bytes, 8)[0].bytes) === name)!.bytes;
    return [...new BigInt64Array(all(found, 9)[0].bytes.buffer)].map(Number);
  };
  expect(constant('more.pads')).toEqual([0, 0, 1, 0, 0, 0, 2, 0]);
  expect(constant('flat.shape')).toEqual([0, 24, 5]);
  expect(shapeOf(graph, 12)).toEqual([1, 5, 24]);
});

test('writes what only the zoo has as what everybody has', async () => {
  const net = sequential([
    sparseConv2d({ name: 'C3', kernelSize: [1, 2], connections: [[1], [0, 1]], inputShape: [4, 5, 2] }),
    scaledTanh({ name: 't', amplitude: 3, slope: 2 }),
    trainableSubsampling2d({ name: 'S4' }),
    residualUnit({ filters: 2 }),
    flatten(),
    radialBasis({ name: 'rbf', centers: [[1, 2, 3, 4, 5, 6, 7, 8]] }),
  ]);
  const kernel = tensor([1, 2, 3, 4, 5, 6], [1, 2, 3]);
  net.setWeights([kernel, tensor([7, 8]), tensor([0.5, 2]), tensor([0, 1]), ...net.weights.slice(4)]);
  const graph = graphOf(await exportOnnx(net));
  expect(nodes(graph).map((node) => node.replace(/\(.*/, ''))).toEqual([
    'Conv_0',
    'Mul_1',
    'Tanh_2',
    'Mul_3',
    'Conv_4',
    'Conv_5',
    'BatchNormalization_6',
    'Relu_7',
    'Conv_8',
    'BatchNormalization_9',
    'Add_10',
    'Relu_11',
    'Transpose_12',
    'Flatten_13',
    'Unsqueeze_14',
    'Sub_15',
    'Mul_16',
    'ReduceSum_17',
    'Neg_18',
  ]);
  // Filter by channel by column: the first filter does not see the first channel.
  expect(weight(graph, 'C3.kernel')).toEqual({ shape: [2, 2, 1, 2], values: [0, 0, 1, 4, 2, 5, 3, 6] });
  expect(weight(graph, 't.scale_1')).toEqual({ shape: [1], values: [3] });
  expect(weight(graph, 'S4.kernel').values).toEqual([0.5, 0.5, 0.5, 0.5, 2, 2, 2, 2]);
  expect(shapeOf(graph, 12)).toEqual([1, 1]);
});

test('refuses what it has no form for, by name', async () => {
  const head = dense({ units: 2, inputShape: [3] });
  const exported = (layer: Parameters<typeof sequential>[0] = []) => exportOnnx(sequential([head, ...layer]));
  await expect(exported([lambda((x) => x, { name: 'mine' })])).rejects.toThrow("layer 'mine' is of a kind unknown");
  await expect(exported([relu({ name: 'six', maxValue: 6 })])).rejects.toThrow("layer 'six' is bent elsewhere");
  await expect(exported([dense({ name: 'g', units: 1, activation: 'gelu' })])).rejects.toThrow('activation gelu');
});
