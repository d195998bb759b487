import {
  featureMaps,
  gradCam,
  lenet5,
  maximizeActivation,
  mnist,
  ops,
  receptiveField,
  rescale,
  tensor,
} from 'striate';

const net = await lenet5({ weights: 'mnist' });
const { test } = await mnist();
const picture = tensor(rescale(test.images).data.slice(0, 784), [1, 28, 28, 1]);

// What each layer makes of the picture.
const maps = featureMaps(net, picture, { layers: ['conv2d', 'conv2d_1'] });
for (const [name, map] of Object.entries(maps)) console.log(name, map.shape);

// Where it looked for the digit.
const heat = gradCam(net, picture, {
  classIndex: test.labels[0],
  layer: 'conv2d_1',
});
const place = await ops.argMax(heat.reshape([784])).item();
console.log(
  `a ${test.labels[0]}: it looked most at row ${Math.floor(place / 28)}, column ${place % 28}`,
);

// Which pixels one number of the second convolution sees.
console.log(receptiveField(net, 'conv2d_1', { row: 4, column: 4 }));

// What a channel likes to see.
const favourite = await maximizeActivation(net, {
  layer: 'conv2d_1',
  channel: 3,
  steps: 32,
  seed: 1,
});
console.log(favourite.shape);
