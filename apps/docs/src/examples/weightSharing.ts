import { ops, tensor } from 'striate';

const image = tensor([
  [10, 0, 0],
  [0, 10, 0],
  [0, 0, 10],
]);
const filter = tensor([
  [0, 5],
  [3, 0],
]);

// The four numbers of the filter, in the matrix of a dense layer:
// one row an output, one column a pixel.
const matrix = tensor([
  [0, 5, 0, 3, 0, 0, 0, 0, 0],
  [0, 0, 5, 0, 3, 0, 0, 0, 0],
  [0, 0, 0, 0, 5, 0, 3, 0, 0],
  [0, 0, 0, 0, 0, 5, 0, 3, 0],
]);

const slid = ops.conv2d(
  ops.reshape(image, [1, 3, 3, 1]),
  ops.reshape(filter, [2, 2, 1, 1]),
);
const dense = ops.matmul(matrix, ops.reshape(image, [9, 1]));
console.log('as a convolution:', await ops.reshape(slid, [4]).array());
console.log('as a dense layer:', await ops.reshape(dense, [4]).array());
