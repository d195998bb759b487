// Grad-CAM: which places of a feature map spoke for the class?
import { grad, lenet5, mnist, model, ops } from 'striate';

const { test } = await mnist();
const picture = ops
  .tensor(test.images.data.slice(22 * 784, 23 * 784), [1, 28, 28, 1])
  .cast('float32')
  .div(255);

// Without the softmax: the scores.
const net = await lenet5({ weights: 'mnist', classifierActivation: 'linear' });
const features = model({ inputs: net.inputs, outputs: net.layers[2].output });

const maps = features(picture); // [1, 10, 10, 16]
/** The rest of the network. */
const scores = (x = maps) => net.layers.slice(3).reduce((y, layer) => layer(y), x);
const label = await scores().argMax(-1).item();
const score = (x = maps) => scores(x).slice([0, label], [1, 1]).sum();

// One a map: how much the score grows with it.
const weights = grad(score)(maps).mean([1, 2], true);
const heat = maps.mul(weights).sum(3).relu(); // [1, 10, 10]

console.log(`it is a ${label}, and this spoke for it:`);
const values = Array.from(await heat.div(heat.max()).data());
for (let row = 0; row < 10; row++) {
  const cells = values.slice(10 * row, 10 * row + 10);
  console.log(
    cells.map((value) => ' ·░▒▓█'[Math.round(value * 5)].repeat(2)).join(''),
  );
}
