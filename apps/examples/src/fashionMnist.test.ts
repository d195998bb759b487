import { Dataset, Generator, type ImageClassification, seed } from 'striate';
import { expect, test } from 'vitest';
import { compare } from './fashionMnist';

/** As many random images as there are labels, where the class shows: bright stripes at the height of the class. */
function randomClothes(length: number) {
  const generator = new Generator(7);
  const data = Uint8Array.from(generator.uniform(length * 784), (u) => u * 128);
  const labels = Int32Array.from({ length }, (_, i) => i % 10);
  labels.forEach((label, i) => data.fill(255, i * 784 + label * 56, i * 784 + label * 56 + 56));
  const images = { data, shape: [length, 28, 28, 1] };
  return { images, labels, length, dataset: () => Dataset.fromArrays({ x: images, y: labels }) };
}

test('both networks learn to tell random clothes apart', async () => {
  seed(1);
  const clothes: ImageClassification = { train: randomClothes(320), test: randomClothes(80), classNames: [] };
  const accuracy = await compare(clothes, { epochs: 6, verbose: 0 });
  expect(accuracy.dnn).toBeGreaterThan(0.8);
  expect(accuracy.cnn).toBeGreaterThan(0.8);
}, 60_000);
