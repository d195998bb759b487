import { symmetricEigen } from './symmetricEigen';

/**
 * The matrix [size, size] that takes away what pixels have in common and brings all directions to variance 1, with pictures that still
 * look like pictures: ZCA whitening (Bell and Sejnowski 1997), as Keras has it. Directions in which the samples do not vary go to 0.
 *
 * @param samples centred, a row each: [count, size].
 */
export function zcaMatrix(samples: Float32Array, count: number, size: number, epsilon: number): Float32Array {
  // Of few samples the products among samples say as much as those among pixels, in a smaller matrix.
  const isWide = count < size;
  const order = isWide ? count : size;
  const { values, vectors } = symmetricEigen(
    isWide ? products(samples, count, size) : squares(samples, count, size),
    order,
  );
  const largest = Math.sqrt(Math.max(0, values[order - 1]));
  const sum = new Float64Array(size * size);
  const direction = new Float64Array(size);
  for (let k = order - 1; k >= 0; k--) {
    const deviation = Math.sqrt(Math.max(0, values[k])); // times √count
    if (deviation <= largest * 1e-7) break;
    const vector = vectors.subarray(k * order, (k + 1) * order);
    if (isWide) combine(samples, vector, 1 / deviation, direction);
    else direction.set(vector);
    const weight = Math.sqrt(count) / (deviation + epsilon);
    for (let i = 0; i < size; i++) {
      const share = weight * direction[i];
      if (share !== 0) for (let j = i, at = i * size + i; j < size; j++, at++) sum[at] += share * direction[j];
    }
  }
  return Float32Array.from(mirrored(sum, size));
}

/** Samples transposed times samples: [size, size]. */
function squares(samples: Float32Array, count: number, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let row = 0; row < count; row++) {
    const sample = samples.subarray(row * size, (row + 1) * size);
    for (let i = 0; i < size; i++) {
      const value = sample[i];
      if (value !== 0) for (let j = i, at = i * size + i; j < size; j++, at++) out[at] += value * sample[j];
    }
  }
  return mirrored(out, size);
}

/** Samples times samples transposed: [count, count]. */
function products(samples: Float32Array, count: number, size: number): Float64Array {
  const out = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    const a = samples.subarray(i * size, (i + 1) * size);
    for (let j = i; j < count; j++) {
      const b = samples.subarray(j * size, (j + 1) * size);
      let sum = 0;
      for (let k = 0; k < size; k++) sum += a[k] * b[k];
      out[i * count + j] = sum;
    }
  }
  return mirrored(out, count);
}

/** The upper half of a matrix below its diagonal, too. */
function mirrored(matrix: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i];
  return matrix;
}

/** The sum of the samples, weighted. */
function combine(samples: Float32Array, weights: Float64Array, scale: number, out: Float64Array): void {
  out.fill(0);
  const size = out.length;
  weights.forEach((weight, row) => {
    const share = weight * scale;
    for (let i = 0, at = row * size; i < size; i++, at++) out[i] += share * samples[at];
  });
}
