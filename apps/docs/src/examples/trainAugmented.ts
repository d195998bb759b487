import {
  augmented,
  conv2d,
  dense,
  flatten,
  maxPooling2d,
  mnist,
  randomRotation,
  randomTranslation,
  rescaling,
  seed,
  sequential,
} from 'striate';

seed(1);
const { train, test } = await mnist();
const layers = [
  randomRotation({ factor: 0.03, fillMode: 'constant' }),
  randomTranslation({ heightFactor: 0.1, widthFactor: 0.1, fillMode: 'constant' }),
];

const few = train.dataset().take(1000);
const batches = few
  .shuffle({ seed: 1 })
  .batch(32)
  .map(augmented(layers, { seed: 1 }))
  .prefetch(2);

const model = sequential([
  rescaling({ scale: 1 / 255, inputShape: [28, 28, 1] }),
  conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
  maxPooling2d({ poolSize: 2 }),
  flatten(),
  dense({ units: 10, activation: 'softmax' }),
]);
model.compile({
  optimizer: 'adam',
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
});
await model.fit(batches, { epochs: 3 });
const { accuracy } = await model.evaluate(test.images, test.labels);
console.log(
  `${(100 * accuracy).toFixed(1)} % of ${test.length} digits, learned from 1,000`,
);
