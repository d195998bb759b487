import { Generator } from '@striate/tensor';

/** Images and labels that can be learned: class c is bright in column c. */
export function stripes(samples: number, classes = 4, size = 8, seed = 1) {
  const generator = new Generator(seed);
  const data = generator.uniform(samples * size * size).map((v) => v * 0.5);
  const labels = Int32Array.from({ length: samples }, (_, i) => i % classes);
  labels.forEach((label, i) => {
    for (let row = 0; row < size; row++) data[(i * size + row) * size + label] += 1;
  });
  return { x: { data, shape: [samples, size, size, 1] }, y: labels };
}
