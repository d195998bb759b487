// A network that has only ever seen the digits 0 to 4 learns 5 to 9
// from twenty examples of each.
import { backbone, fineTune, lenet5, mnist, rescale, seed } from 'striate';

const { train, test } = await mnist();

/** At most `count` of the digits `from` … `from + 4`, as classes 0 … 4. */
function choose(set = train, from = 0, count = 1000) {
  const all = Array.from(set.labels.keys());
  const rows = all
    .filter((row) => set.labels[row] >= from && set.labels[row] < from + 5)
    .slice(0, count);
  const pixels = rows.flatMap((row) =>
    Array.from(set.images.data.slice(row * 784, row * 784 + 784)),
  );
  const x = { data: Uint8Array.from(pixels), shape: [rows.length, 28, 28, 1] };
  return { x, y: Int32Array.from(rows, (row) => set.labels[row] - from) };
}
const known = choose(train, 0, 3000);
const few = choose(train, 5, 100);
const unseen = choose(test, 5, 1000);

async function learn(digits = known, epochs = 3) {
  seed(3);
  const net = lenet5({ classes: 5 });
  net.compile({
    optimizer: 'adam',
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  await net.fit(rescale(digits.x), digits.y, { epochs, verbose: 0 });
  return net;
}
const report = (name = '', accuracy = 0) =>
  console.log(`${name}: ${(accuracy * 100).toFixed(1)} %`);

// From scratch: random weights, a hundred digits.
const scratch = await learn(few, 40);
report(
  'from scratch',
  (await scratch.evaluate(rescale(unseen.x), unseen.y, { verbose: 0 })).accuracy,
);

// Transfer: layers that learned 0 to 4, frozen, and a new classifier on top.
// How far up do we keep them?
const teacher = await learn(known, 3);
const data = { train: few, test: unseen };
const options = { batchSize: 10, seed: 3, validationSplit: 0 };
for (const upTo of ['flatten', 'dense', 'dense_1']) {
  const eyes = backbone(teacher, { upTo, preprocessing: 'unit' });
  const { metrics } = await fineTune(eyes, data, {
    ...options,
    verbose: 0,
    stages: [{ epochs: 60, learningRate: 3e-3 }],
  });
  report(`kept up to ${upTo}`, metrics.accuracy);
}

// Fine-tuning: after the classifier the kept layers learn, too, slowly.
const stages = [
  { epochs: 60, learningRate: 3e-3 },
  { unfreeze: true, epochs: 20, learningRate: 1e-3 },
];
const { metrics } = await fineTune(
  backbone(teacher, { upTo: 'flatten', preprocessing: 'unit' }),
  data,
  { ...options, verbose: 0, stages },
);
report('fine-tuned', metrics.accuracy);
