import { ops, tensor } from 'striate';

const image = tensor([
  [0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0],
  [0, 0, 9, 9, 9, 9],
  [0, 0, 9, 9, 9, 9],
  [0, 0, 9, 9, 9, 9],
  [0, 0, 9, 9, 9, 9],
]);
const filters = {
  'left to right': tensor([
    [-1, 0, 1],
    [-2, 0, 2],
    [-1, 0, 1],
  ]),
  'top to bottom': tensor([
    [-1, -2, -1],
    [0, 0, 0],
    [1, 2, 1],
  ]),
};

for (const [name, filter] of Object.entries(filters)) {
  const map = ops.conv2d(
    ops.reshape(image, [1, 6, 6, 1]),
    ops.reshape(filter, [3, 3, 1, 1]),
  );
  console.log(name);
  console.log(await ops.reshape(map, [4, 4]).array());
}
