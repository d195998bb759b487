import {
  adam,
  conv2d,
  dense,
  flatten,
  maxPooling2d,
  mnist,
  rescaling,
  scope,
  seed,
  sequential,
  sparseCategoricalCrossentropy,
  valueAndGrads,
} from 'striate';

seed(42);
const { train } = await mnist();
const batches = train.dataset().shuffle({ seed: 42 }).batch(64);

const model = sequential([
  rescaling({ scale: 1 / 255, inputShape: [28, 28, 1] }),
  conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
  maxPooling2d({ poolSize: 2 }),
  flatten(),
  dense({ units: 10 }),
]);
const lossOf = sparseCategoricalCrossentropy({ fromLogits: true });
const optimizer = adam({ learningRate: 1e-3 });
const weights = model.trainableWeights;

for (let epoch = 1; epoch <= 2; epoch++) {
  let total = 0;
  let steps = 0;
  for await (const { x, y } of batches) {
    // What a step makes is freed when it ends, the loss excepted.
    const loss = scope(() => {
      const { value, grads } = valueAndGrads(() =>
        lossOf(y, model(x, { training: true })),
      )(weights);
      optimizer.apply(grads, weights);
      return value;
    });
    total += await loss.item();
    steps++;
  }
  console.log(`epoch ${epoch}: loss ${(total / steps).toFixed(4)}`);
}
