import { ops, tensor } from 'striate';

const image = tensor([
  [1, 2, 3, 0],
  [0, 1, 2, 3],
  [3, 0, 1, 2],
  [2, 3, 0, 1],
]);
const filter = tensor([
  [2, 0, 1],
  [0, 1, 2],
  [1, 0, 2],
]);

// [batch, height, width, channels] and [height, width, channels, filters]
const x = ops.reshape(image, [1, 4, 4, 1]);
const w = ops.reshape(filter, [3, 3, 1, 1]);

const map = ops.conv2d(x, w);
console.log(await ops.reshape(map, [2, 2]).array());
