// A dense network and a CNN of about the same size, trained alike on the same pictures.
import { denseNetwork, lecture5Cnn, mnist, rescale, seed } from 'striate';

// Digits, which come with the library. The lecture's clothes:
// await fashionMnist({ folder: 'where their files are' })
const { train, test } = await mnist();
const few = 1000;
const images = rescale({
  data: train.images.data.slice(0, few * 784),
  shape: [few, 28, 28, 1],
}); // 0 … 255 → 0 … 1
const labels = train.labels.slice(0, few);

seed(5);
for (const net of [denseNetwork(), lecture5Cnn()]) {
  net.compile({
    optimizer: 'adam',
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  await net.fit(images, labels, { epochs: 5, verbose: 0 });
  const { accuracy } = await net.evaluate(rescale(test.images), test.labels, {
    verbose: 0,
  });
  console.log(
    `${net.name}: ${net.countParams()} parameters, ${(accuracy * 100).toFixed(1)} % of the test`,
  );
}
