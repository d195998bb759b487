// One prediction of a network of @striate/models in a process of its own; prints its milliseconds, the memory the process took at
// most, and how much of it is WebAssembly's, as JSON. Arguments: name of the network, threads.
import { cpu } from '@striate/backend-cpu';
import { network } from '@striate/models';
import { fill, memory, metaTensor, scope, setBackend } from '@striate/tensor';

const [name, threads] = process.argv.slice(2);
// Weights without values first: drawing those that networks start from takes seconds, and more memory than predicting.
await setBackend(metaTensor([1]).backend);
const net = network(name);
await setBackend(cpu({ threads: Number(threads) }));
for (const weight of net.weights) scope(() => weight.assign(fill(weight.shape, 0.001)));
const shape = [1, ...net.inputs[0].shape.slice(1)];
const size = shape.reduce((product, extent) => product * extent);
const image = net.inputs[0].dtype === 'int32' ? new Int32Array(size).fill(1) : new Float32Array(size).fill(0.5);
const start = performance.now();
const probabilities = await net.predict({ data: image, shape });
await probabilities.data();
const ms = performance.now() - start;
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ ms, peakBytes, wasmBytes: memory().reserved }));
process.exit();
