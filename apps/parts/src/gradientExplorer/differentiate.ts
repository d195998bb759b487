import '../onCpu';
import { ops, scope, type Tensor, tensor, valueAndGrads } from 'striate';
import type { ExampleName, Matrix } from './examples';

/** An op's result, the loss, and how the loss changes with each number. */
export interface Derivatives {
  readonly y: Matrix;
  readonly loss: number;
  readonly dY: Matrix;
  readonly dX: Matrix;
  /** Where there are weights. */
  readonly dW?: Matrix;
}

const planes = (x: Tensor) => ops.reshape(x, [1, ...x.shape, 1]);
const kernel = (w: Tensor) => ops.reshape(w, [...w.shape, 1, 1]);
const plane = (y: Tensor) => ops.squeeze(y, [0, 3]);

const forward: Readonly<Record<ExampleName, (x: Tensor, w: Tensor) => Tensor>> = {
  convolution: (x, w) => plane(ops.conv2d(planes(x), kernel(w), { padding: 'valid' })),
  dense: (x, w) => ops.matmul(x, w),
  relu: (x) => ops.relu(x),
  sigmoid: (x) => ops.sigmoid(x),
  maxPooling: (x) => plane(ops.maxPool2d(planes(x), { poolSize: 2 })),
  softmax: (x) => ops.softmax(x),
};

function lossOf(name: ExampleName, y: Tensor, target: Tensor): Tensor {
  if (name === 'softmax') return ops.neg(ops.sum(ops.mul(target, ops.log(y))));
  return ops.mean(ops.squaredDifference(y, target));
}

/** Runs an op forward and its tape backward. */
export async function differentiate(
  name: ExampleName,
  x: Matrix,
  w: Matrix | undefined,
  target: Matrix,
): Promise<Derivatives> {
  const given = toTensor(target);
  const inputs = [toTensor(x), ...(w ? [toTensor(w)] : [])];
  const all = (tensors: readonly Tensor[]) => forward[name](tensors[0], tensors[1] ?? tensors[0]);
  const { value: loss, grads } = valueAndGrads(() => lossOf(name, all(inputs), given))(inputs);
  const y = scope(() => all(inputs));
  const { grads: of } = valueAndGrads(() => lossOf(name, y, given))([y]);
  const [dX, dW] = await Promise.all(grads.map(matrix));
  return { y: await matrix(y), loss: (await loss.data())[0], dY: await matrix(of[0]), dX, ...(w && { dW }) };
}

/** The loss alone. */
export async function lossAt(name: ExampleName, x: Matrix, w: Matrix | undefined, target: Matrix): Promise<number> {
  const loss = scope(() => {
    const inputs = toTensor(x);
    return lossOf(name, forward[name](inputs, w ? toTensor(w) : inputs), toTensor(target));
  });
  return (await loss.data())[0];
}

function toTensor(rows: Matrix): Tensor {
  return tensor(rows.flat(), [rows.length, rows[0].length]);
}

async function matrix(t: Tensor): Promise<Matrix> {
  return (await t.array()) as number[][];
}
