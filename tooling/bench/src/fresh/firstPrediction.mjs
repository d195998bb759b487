// From nothing to LeNet-5's first prediction; prints the milliseconds. Runs in a process of its own.
const start = performance.now();
const { cpu } = await import('@striate/backend-cpu');
const { setBackend, zeros } = await import('@striate/tensor');
const { lenet5 } = await import('@striate/models');
await setBackend(cpu());
const probabilities = await lenet5().predict(zeros([1, 28, 28, 1]));
await probabilities.data();
console.log(performance.now() - start);
process.exit();
