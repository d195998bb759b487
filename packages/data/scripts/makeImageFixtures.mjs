// Makes src/images/testing/files/, the same small picture in many formats, and decoded.json: what each is in 6 x 8 pixels, red, green, blue
// and alpha. The sizes are made here, with plain loops, so that they check resizeImage as well.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = fileURLToPath(new URL('../src/images/testing/', import.meta.url));
const [height, width] = [36, 48];

/** Slopes of color, a disc, stripes, and opacity that grows to the right. */
const pixels = Buffer.alloc(height * width * 4);
for (let y = 0; y < height; y++) {
  for (let x = 0; x < width; x++) {
    const disc = (x - 14) ** 2 + (y - 12) ** 2 < 80;
    const stripe = (x >> 2) % 2 === 1 && y > 24;
    pixels.set([disc ? 230 : x * 5, disc ? 40 : y * 7, stripe ? 200 : 60, Math.min(255, x * 6)], (y * width + x) * 4);
  }
}
const rgba = () => sharp(pixels, { raw: { width, height, channels: 4 } });
const rgb = () => rgba().removeAlpha();
const grey = () => rgb().grayscale().toColourspace('b-w');
const turned = (orientation) => rgb().withMetadata({ orientation });

const files = {
  ...Object.fromEntries([2, 3, 4, 5, 6, 7, 8].map((i) => [`turned${i}.jpg`, turned(i).jpeg({ quality: 90 })])),
  'turned6.png': turned(6).png(),
  'turned7.webp': turned(7).webp({ quality: 90 }),
  'halved.jpg': rgb().jpeg({ quality: 80, chromaSubsampling: '4:2:0' }),
  'progressive.jpg': rgb().jpeg({ quality: 80, progressive: true }),
  'grey.jpg': grey().jpeg(),
  'profile.jpg': rgb().withIccProfile('p3').jpeg({ quality: 90 }),
  'cmyk.jpg': rgb().toColourspace('cmyk').jpeg({ quality: 90 }),
  'color.png': rgb().png(),
  'alpha.png': rgba().png(),
  'palette.png': rgb().png({ palette: true, colours: 16 }),
  'grey.png': grey().png(),
  'deep.png': rgb().toColourspace('rgb16').png(),
  'lossy.webp': rgb().webp({ quality: 90 }),
  'lossless.webp': rgba().webp({ lossless: true, exact: true }),
};

/** A triangle as wide as two pixels of the result, over one axis. */
function shares(from, to, i) {
  const scale = from / to;
  const all = Array.from({ length: from }, (_, j) => Math.max(0, 1 - Math.abs((j + 0.5) / scale - (i + 0.5))));
  const sum = all.reduce((a, b) => a + b, 0);
  return all.map((share) => share / sum);
}

function small(data, rows, columns, channels) {
  const [h, w] = [6, 8];
  const out = [];
  for (let y = 0; y < h; y++) {
    const down = shares(rows, h, y);
    for (let x = 0; x < w; x++) {
      const across = shares(columns, w, x);
      for (let channel = 0; channel < 4; channel++) {
        let sum = 0;
        for (let r = 0; r < rows; r++) {
          if (down[r] === 0) continue;
          for (let c = 0; c < columns; c++) {
            const at = (r * columns + c) * channels;
            const value =
              channel === 3 ? (channels === 4 ? data[at + 3] : 255) : data[at + (channels === 1 ? 0 : channel)];
            sum += down[r] * across[c] * value;
          }
        }
        out.push(Math.round(sum));
      }
    }
  }
  return out;
}

/** Ink is taken from light: no profile. */
function light(inks) {
  const left = (i) => Math.round(((255 - inks[i]) * (255 - inks[i - (i % 4) + 3])) / 255);
  return inks.flatMap((_, i) => (i % 4 < 3 ? [left(i)] : []));
}

await mkdir(`${folder}files`, { recursive: true });
const decoded = {};
for (const [name, image] of Object.entries(files)) {
  await writeFile(`${folder}files/${name}`, await image.toBuffer());
  const file = sharp(await readFile(`${folder}files/${name}`), { ignoreIcc: true }).autoOrient();
  const cmyk = name === 'cmyk.jpg';
  const { data, info } = await (cmyk ? file.pipelineColourspace('cmyk').toColourspace('cmyk') : file)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const channels = cmyk ? 3 : info.channels;
  decoded[name] = {
    shape: [info.height, info.width],
    small: small(cmyk ? light([...data]) : data, info.height, info.width, channels),
  };
}
const lines = Object.entries(decoded).map(([name, image]) => `  "${name}": ${JSON.stringify(image)}`);
await writeFile(`${folder}decoded.json`, `{\n${lines.join(',\n')}\n}\n`);
