// The style of a picture, after Gatys: which feature maps are strong together,
// wherever that is.
import { lenet5, mnist, model, ops } from 'striate';

const net = await lenet5({ weights: 'mnist' });
// The first convolution: 28 x 28 x 6.
const features = model({ inputs: net.inputs, outputs: net.layers[0].output });

const { test } = await mnist();
const digit = ops
  .tensor(test.images.data.slice(0, 784), [1, 28, 28, 1])
  .cast('float32')
  .div(255);

/** The Gram matrix of a picture's maps: maps x maps. */
const gram = (picture = digit) => {
  const maps = features(picture).reshape([784, 6]);
  return ops.matmul(maps, maps, { transposeA: true }).div(784);
};
const content = (a = digit, b = digit) =>
  features(a).sub(features(b)).square().mean();
const style = (a = digit, b = digit) => gram(a).sub(gram(b)).square().mean();

// 4 pixels to the left; zeros come in.
const rest = digit.slice([0, 0, 4, 0], [1, 28, 24, 1]);
const moved = ops.concat([rest, ops.zeros([1, 28, 4, 1])], 2);
const turned = ops.transpose(digit, [0, 2, 1, 3]); // strokes in other directions

for (const [name, other] of Object.entries({ moved, turned })) {
  const [a, b] = [await content(other).item(), await style(other).item()];
  console.log(`${name}: content ${a.toFixed(5)}, style ${b.toFixed(5)}`);
}
