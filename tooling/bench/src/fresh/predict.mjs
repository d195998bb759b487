// One prediction of a network of @striate/models in a process of its own; prints its milliseconds and the memory the process took
// at most, as JSON. Arguments: name of the network, threads.
import { cpu } from '@striate/backend-cpu';
import { randomUniform } from '@striate/layers';
import { resNet50, vgg16 } from '@striate/models';
import { metaTensor, scope, setBackend } from '@striate/tensor';

const [name, threads] = process.argv.slice(2);
// Weights without values first: those that networks start from take seconds to draw.
await setBackend(metaTensor([1]).backend);
const net = { resNet50, vgg16 }[name]();
await setBackend(cpu({ threads: Number(threads) }));
const initializer = randomUniform({ minValue: -0.01, maxValue: 0.01, seed: 1 });
for (const weight of net.weights) scope(() => weight.assign(initializer(weight.shape)));
const image = new Float32Array(224 * 224 * 3).fill(0.5);
const start = performance.now();
const probabilities = await net.predict({ data: image, shape: [1, 224, 224, 3] });
await probabilities.data();
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, peakBytes: process.resourceUsage().maxRSS * 1024 }));
process.exit();
