// The same with the class the lecture names: in every epoch the pictures
// are in other positions.
import { ImageDataGenerator, lenet5, mnist, seed } from 'striate';

seed(1);
const { train, test } = await mnist();
const few = {
  data: train.images.data.slice(0, 256 * 784),
  shape: [256, 28, 28, 1],
};

const generator = new ImageDataGenerator({
  rotationRange: 12, // degrees
  widthShiftRange: 0.1,
  heightShiftRange: 0.1,
  zoomRange: 0.1,
  fillMode: 'constant',
  rescale: 1 / 255,
});

const net = lenet5();
net.compile({
  optimizer: 'adam',
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
});
await net.fit(
  generator.flow(few, train.labels.slice(0, 256), { batchSize: 32, seed: 1 }),
  { epochs: 6, verbose: 0 },
);

// Test pictures are only rescaled: augmentation belongs to the training.
const plain = new ImageDataGenerator({ rescale: 1 / 255 });
const { accuracy } = await net.evaluate(
  plain.flow(test.images, test.labels, { shuffle: false }),
  { verbose: 0 },
);
console.log(`256 digits, 6 epochs: ${(accuracy * 100).toFixed(1)} % of the test`);
