import {
  conv2d,
  dense,
  flatten,
  maxPooling2d,
  mnist,
  rescaling,
  seed,
  sequential,
} from 'striate';

seed(42);
const { train, test } = await mnist();

const model = sequential([
  rescaling({ scale: 1 / 255, inputShape: [28, 28, 1] }),
  conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
  maxPooling2d({ poolSize: 2 }),
  conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
  maxPooling2d({ poolSize: 2 }),
  flatten(),
  dense({ units: 10, activation: 'softmax' }),
]);
model.compile({
  optimizer: 'adam',
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
});

await model.fit(train.images, train.labels, { epochs: 3, batchSize: 64 });
const { accuracy } = await model.evaluate(test.images, test.labels);
console.log(
  `${(100 * accuracy).toFixed(1)} % of ${test.length} digits that it has not seen`,
);
