// A classifier that slides: LeNet-5's dense layers, written as convolutions,
// read a whole row of digits in one pass.
import { conv2d, lenet5, maxPooling2d, mnist, ops, sequential } from 'striate';

const net = await lenet5({ weights: 'mnist' });
const wide = sequential([
  conv2d({
    filters: 6,
    kernelSize: 5,
    padding: 'same',
    activation: 'relu',
    inputShape: [28, null, 1],
  }),
  maxPooling2d({ poolSize: 2 }),
  conv2d({ filters: 16, kernelSize: 5, activation: 'relu' }),
  maxPooling2d({ poolSize: 2 }),
  conv2d({ filters: 120, kernelSize: 5, activation: 'relu' }), // was: dense 120
  conv2d({ filters: 84, kernelSize: 1, activation: 'relu' }), // was: dense 84
  conv2d({ filters: 10, kernelSize: 1, activation: 'softmax' }), // was: dense 10
]);
// The same numbers in another shape: [400, 120] are 120 filters of 5 x 5 x 16.
wide.weights.forEach((weight, i) => {
  weight.assign(net.weights[i].reshape(weight.shape));
});

const { test } = await mnist();
const digits = [0, 1, 2, 3].map((i) =>
  ops.tensor(test.images.data.slice(i * 784, i * 784 + 784), [1, 28, 28, 1]),
);
const row = ops.concat(digits, 2).cast('float32').div(255); // 28 x 112
const scores = wide(row); // [1, 1, places, 10]: one answer every 4 pixels
const [labels, sureness] = [
  await scores.argMax(-1).data(),
  await scores.max(-1).data(),
];

console.log(`${row.shape} → ${scores.shape}`);
console.log(
  Array.from(labels, (label, i) => (sureness[i] > 0.9 ? label : '·')).join(' '),
);
console.log('the digits are', Array.from(test.labels.slice(0, 4)).join(', '));
