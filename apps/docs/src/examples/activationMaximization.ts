// Which picture pleases one filter most? Gradient ascent on the picture;
// the weights stay as they are.
import { grad, lenet5, model, ops, randomUniform, seed } from 'striate';

seed(8);
const net = await lenet5({ weights: 'mnist' });
// Up to the second convolution, whose maps are 10 x 10 x 16.
const maps = model({ inputs: net.inputs, outputs: net.layers[2].output });

for (const channel of [0, 1, 3, 5]) {
  let picture = randomUniform([1, 28, 28, 1]);
  /** The mean of the filter's map: what we climb. */
  const response = (x = picture) =>
    maps(x).slice([0, 0, 0, channel], [1, 10, 10, 1]).mean();

  const before = await response().item();
  for (let step = 0; step < 30; step++) {
    const slope = grad(response)(picture);
    // Steps of one length, however flat it is.
    const direction = slope.div(slope.square().mean().sqrt().add(1e-8));
    picture = ops.clip(picture.add(direction.mul(0.05)), 0, 1);
  }
  const after = await response(picture).item();
  console.log(`map ${channel}: ${before.toFixed(2)} → ${after.toFixed(2)}`);
}
