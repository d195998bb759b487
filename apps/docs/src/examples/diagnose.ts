import {
  conv2d,
  dense,
  findLearningRate,
  flatten,
  maxPooling2d,
  mnist,
  model,
  ops,
  overfitOneBatch,
  rescale,
  seed,
  sequential,
} from 'striate';

seed(1);
const { train } = await mnist();
const images = rescale(train.images);
const net = sequential([
  conv2d({
    filters: 8,
    kernelSize: 3,
    activation: 'relu',
    inputShape: [28, 28, 1],
  }),
  maxPooling2d({ poolSize: 2 }),
  flatten(),
  dense({ units: 10, activation: 'softmax' }),
]);
net.compile({
  optimizer: 'adam',
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
});

// 1. Before training, a guess among ten classes: the loss is near ln 10.
const before = await net.evaluate(images, train.labels);
console.log(`loss ${before.loss.toFixed(2)}, ln 10 = ${Math.log(10).toFixed(2)}`);

// 2. Can it learn eight pictures by heart? The model is as before afterwards.
const { passed, losses } = await overfitOneBatch(net, images, train.labels);
console.log(
  passed
    ? `learned by heart in ${losses.length} steps`
    : 'cannot even learn eight pictures',
);

// 3. Which learning rate? One step with each, from small to large.
const { suggestion } = await findLearningRate(net, images, train.labels);
console.log(`begin with a learning rate near ${suggestion.toPrecision(1)}`);

// 4. Filters that are 0 for every one of 256 pictures are dead.
const maps = model({ inputs: net.inputs, outputs: net.layers[0].output });
const some = await maps.predict({
  data: images.data.subarray(0, 256 * 784),
  shape: [256, 28, 28, 1],
});
const largest = await ops.max(some, [0, 1, 2]).data();
console.log(
  `${largest.filter((value) => value === 0).length} of ${largest.length} filters are dead`,
);
