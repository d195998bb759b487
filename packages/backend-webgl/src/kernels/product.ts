import type { Texture } from '../device/TexturePool';
import type { Gpu, GpuView } from '../Gpu';
import { type Ending, type Epilogue, endingOf, endingTextures } from './conv/epilogue';
import { sliceLength } from './conv/strategy';
import { sumSlices } from './conv/sumSlices';
import { productPrograms } from './productPrograms';
import { vectorTexture } from './vectorTexture';

/** Batches of products of an m x k and a k x n matrix. A single matrix serves all batches of the other side. */
export interface Product {
  readonly batches: number;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  /** Whether each batch has a matrix of its own. */
  readonly manyA?: boolean;
  readonly manyB?: boolean;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** Fragments that make it worth while to sum K in parts, and texels of K that a part has then. */
const few = 512;
const leastPart = 64;

/** Texels of K a row of a vector's intermediate sums at least, and fragments x rows there shall be. */
const leastOfVector = 16;
const vectorRows = 32_768;

/** `out = epilogue(a b)`. */
export function product(gpu: Gpu, a: GpuView, b: GpuView, out: GpuView, given: Product, epilogue: Epilogue = {}): void {
  // Rows of all batches are those of one matrix, if b is the same for all.
  const folds = given.batches > 1 && !given.manyB && !given.transposeA;
  const p: Product = folds ? { ...given, batches: 1, m: given.m * given.batches, manyA: false } : given;
  const { batches, m, k, n, transposeA = false, transposeB = false } = p;
  const { layers } = gpu.device;
  if (batches === 1 && m === 1) vectorProduct(gpu, a, b, out, p, epilogue);
  else if ((batches > 1 && m % layers !== 0) || (transposeA && transposeB)) anyProduct(gpu, a, b, out, p, epilogue);
  else if (transposeA) {
    const fragments = Math.ceil(m / layers) * batches * Math.ceil(n / 4);
    const part = Math.ceil(sliceLength(fragments, k, leastPart) / layers) * layers;
    sliced(gpu, a, b, out, p, epilogue, k, part);
  } else {
    const fragments = Math.ceil((m * batches) / layers) * Math.ceil(n / 4);
    const texels = Math.floor(k / 4);
    const parts =
      fragments < few ? Math.max(1, Math.min(Math.floor((2 * few) / fragments), Math.floor(texels / leastPart))) : 1;
    sliced(gpu, a, b, out, p, epilogue, texels, Math.max(1, Math.ceil(texels / parts)));
  }
}

/** By the programs for whole blocks of rows. @param length Of K, and `part` of a slice of it, in the steps of the program. */
function sliced(
  gpu: Gpu,
  a: GpuView,
  b: GpuView,
  out: GpuView,
  { batches, m, k, n, manyA, manyB, transposeA, transposeB }: Product,
  epilogue: Epilogue,
  length: number,
  part: number,
): void {
  const textures = [gpu.texture(a, transposeA ? m : k), gpu.texture(b, transposeB ? k : n)];
  const rows = batches * m;
  const stepA = transposeA ? k : m;
  const stepB = transposeB ? n : k;
  const uniforms = { sizes: [m, length], batch: [manyA ? stepA : 0, manyB ? stepB : 0] };
  const slices = Math.max(1, Math.ceil(length / part));
  const draw = (target: Texture, sliceRows: number, end: Ending, more: readonly Texture[]) => {
    const { transposedA, transposedB, plain } = productPrograms;
    const program = transposeA ? transposedA : (transposeB ? transposedB : plain)(k % 4, end);
    gpu.draw(program, target, [...textures, ...more], { ...uniforms, slices: [sliceRows, part] }, rows * k * n);
  };
  inSlices(gpu, out, n, rows, slices, epilogue, draw, !transposeA);
}

/**
 * Draws into the output, or, where there are several slices, into an intermediate that is then added up.
 * @param finishes Whether the program can end with an epilogue itself.
 */
export function inSlices(
  gpu: Gpu,
  out: GpuView,
  columns: number,
  rows: number,
  slices: number,
  epilogue: Epilogue,
  draw: (target: Texture, sliceRows: number, end: Ending, more: readonly Texture[]) => void,
  finishes = false,
): void {
  const { layers } = gpu.device;
  const sliceRows = Math.ceil(rows / layers) * layers;
  const end = endingOf(epilogue);
  const none = endingOf({});
  const more = endingTextures(gpu, epilogue, columns);
  if (slices === 1 && (finishes || end.key === none.key)) {
    draw(gpu.target(out, columns), sliceRows, end, more);
    return;
  }
  const parts = gpu.temporary(slices * sliceRows * columns, columns);
  draw(parts, sliceRows, none, []);
  gpu.draw(sumSlices(end), gpu.target(out, columns), [parts, ...more], { slices: [slices, sliceRows, rows] });
  gpu.release(parts);
}

function vectorProduct(
  gpu: Gpu,
  a: GpuView,
  b: GpuView,
  out: GpuView,
  { k, n, transposeB }: Product,
  epilogue: Epilogue,
): void {
  const texels = Math.floor(k / 4);
  const most = Math.max(1, Math.floor(texels / leastOfVector));
  const wanted = Math.max(gpu.device.layers, Math.floor(vectorRows / Math.ceil(n / 4)));
  const part = Math.max(1, Math.ceil(texels / Math.min(most, wanted)));
  const slices = Math.max(1, Math.ceil(texels / part));
  const textures = [vectorTexture(gpu, a), gpu.texture(b, transposeB ? k : n)];
  const more = endingTextures(gpu, epilogue, n);
  const parts = gpu.temporary(slices * n, n);
  const program = transposeB ? productPrograms.vectorTransposedB(k % 4) : productPrograms.vector(k % 4);
  const uniforms = { sizes: [1, texels], batch: [0, 0], slices: [slices, part] };
  gpu.draw(program, parts, textures, uniforms, k * n);
  gpu.draw(sumSlices(endingOf(epilogue)), gpu.target(out, n), [parts, ...more], { slices: [slices, 1, 1] });
  gpu.release(parts);
}

function anyProduct(gpu: Gpu, a: GpuView, b: GpuView, out: GpuView, p: Product, epilogue: Epilogue): void {
  const { batches, m, k, n, manyA, manyB, transposeA = false, transposeB = false } = p;
  const textures = [gpu.texture(a, transposeA ? m : k), gpu.texture(b, transposeB ? k : n)];
  const uniforms = {
    sizes: [m, k],
    batch: [manyA ? (transposeA ? k : m) : 0, manyB ? (transposeB ? n : k) : 0],
    transposed: [transposeA ? 1 : 0, transposeB ? 1 : 0],
  };
  inSlices(gpu, out, n, batches * m, 1, epilogue, (target) => {
    gpu.draw(productPrograms.any, target, textures, uniforms, batches * m * k * n * 4);
  });
}
