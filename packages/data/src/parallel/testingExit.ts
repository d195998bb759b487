import { Dataset } from '../Dataset';

// What a test runs as a process of its own: nothing but workers is there to wait for, and at the end nobody does.
const dataset = Dataset.fromArrays([0, 1, 2, 3, 4, 5, 6, 7]).map(
  async (x) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return x;
  },
  { parallel: 2 },
);
console.log((await dataset.toArray()).join(' '));
const abandoned = dataset[Symbol.asyncIterator]();
console.log('left at', (await abandoned.next()).value);
