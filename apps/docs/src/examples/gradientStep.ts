import { ops, tensor, valueAndGrad } from 'striate';

const x = ops.reshape(tensor([0, 80, 40, 20, 40, 0, 0, 0, 40]), [1, 3, 3, 1]);
const target = ops.reshape(tensor([72, 108, 32, 80]), [1, 2, 2, 1]);
let w = ops.reshape(tensor([0, 0.25, 0.5, 1]), [2, 2, 1, 1]);

const loss = valueAndGrad((w) =>
  ops.mean(ops.square(ops.sub(ops.conv2d(x, w), target))),
);

for (let step = 0; step < 200; step++) {
  const { value, grad: dw } = loss(w);
  if (step % 50 === 0) console.log('step', step, 'loss', await value.item());
  w = ops.sub(w, ops.mul(dw, 1e-4));
}
console.log('filter', await ops.reshape(w, [2, 2]).array());
