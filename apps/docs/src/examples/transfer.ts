import { backbone, fineTune, lenet5, mnist } from 'striate';

// A LeNet-5 that knows the ten digits learns to tell even from odd, from 200 pictures.
const { train, test } = await mnist();
const [few, others] = [train, test].map(({ images, labels }, i) => {
  const count = [200, 1000][i];
  return {
    x: { data: images.data.subarray(0, count * 784), shape: [count, 28, 28, 1] },
    y: labels.slice(0, count).map((digit) => digit % 2),
  };
});

const features = backbone(await lenet5({ weights: 'mnist' }));
const { metrics, confusionMatrix, history } = await fineTune(
  features,
  { train: few, test: others, classNames: ['even', 'odd'] },
  {
    stages: [
      { epochs: 60, learningRate: 0.01 },
      { unfreeze: true, epochs: 5 },
    ],
    seed: 1,
    verbose: 0,
  },
);
for (const { stage, epoch } of history)
  console.log(`${stage}: ${epoch.length} epochs`);
console.log(`${(100 * metrics.accuracy).toFixed(1)} % of 1,000 others`);
console.log(confusionMatrix);
