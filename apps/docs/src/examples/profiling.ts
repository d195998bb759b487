import { getBackend, lenet5, memory, mnist, profile, rescale } from 'striate';

const net = await lenet5({ weights: 'mnist' });
const { test } = await mnist();
const images = rescale(test.images);

await net.predict(images); // the first run makes plans and packs filters
const found = await profile(() => net.predict(images));
console.log(`${getBackend().name}: ${found.totalMs.toFixed(0)} ms`);
console.log(`${found}`);
console.log(memory());
