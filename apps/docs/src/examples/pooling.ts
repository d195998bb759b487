import {
  averagePooling2d,
  globalAveragePooling2d,
  maxPooling2d,
  ops,
  tensor,
} from 'striate';

const map = tensor([
  [3, 1, 7, 2],
  [5, 1, 0, 9],
  [8, 2, 4, 9],
  [4, 3, 1, 1],
]);
const x = ops.reshape(map, [1, 4, 4, 1]);

const max = maxPooling2d({ poolSize: 2 });
console.log('max', await ops.reshape(max(x), [2, 2]).array());
console.log(
  'average',
  await ops.reshape(averagePooling2d({ poolSize: 2 })(x), [2, 2]).array(),
);
console.log('global average', await globalAveragePooling2d()(x).array());
console.log('parameters', max.countParams());
