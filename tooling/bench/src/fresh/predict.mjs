// One prediction of a network of @striate/models in a process of its own; prints its milliseconds and the memory the process took
// at most, as JSON. Arguments: name of the network, threads.
import { cpu } from '@striate/backend-cpu';
import { resNet50, vgg16 } from '@striate/models';
import { fill, metaTensor, scope, setBackend } from '@striate/tensor';

const [name, threads] = process.argv.slice(2);
// Weights without values first: drawing those that networks start from takes seconds, and more memory than predicting.
await setBackend(metaTensor([1]).backend);
const net = { resNet50, vgg16 }[name]();
await setBackend(cpu({ threads: Number(threads) }));
for (const weight of net.weights) scope(() => weight.assign(fill(weight.shape, 0.001)));
const image = new Float32Array(224 * 224 * 3).fill(0.5);
const start = performance.now();
const probabilities = await net.predict({ data: image, shape: [1, 224, 224, 3] });
await probabilities.data();
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, peakBytes: process.resourceUsage().maxRSS * 1024 }));
process.exit();
