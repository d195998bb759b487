import { drawPicture } from '../kit/drawPicture';
import { type PhotoName, photoNames, photos } from '../photos/photos';

// Pictures to learn from where there is no camera. All but the digits are made here, from a seed.

const shapes = ['circle', 'square', 'triangle'] as const;
export const digits = [3, 5, 8] as const;
export type SampleSet = 'photos' | 'shapes' | 'digits';

const side = 96;
const perClass = 24;

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Crops of three photographs, of all sizes, mirrored and lit in many ways: one photograph a class, as augmentation makes of it. */
export async function photoSamples(seed: number): Promise<{ name: PhotoName; pictures: ImageData[] }[]> {
  const random = randomNumbers(seed);
  const canvas = document.createElement('canvas');
  const sets = [];
  for (const name of photoNames) {
    const bitmap = await createImageBitmap(await (await fetch(photos[name])).blob());
    const most = Math.min(bitmap.width, bitmap.height);
    const pictures = Array.from({ length: perClass }, () => {
      const crop = most * (0.55 + 0.45 * random());
      const left = (bitmap.width - crop) * random();
      const top = (bitmap.height - crop) * random();
      const [flipped, light] = [random() < 0.5, 0.75 + 0.5 * random()];
      return draw(canvas, (context) => {
        if (flipped) context.setTransform(-1, 0, 0, 1, side, 0);
        context.filter = `brightness(${light})`;
        context.drawImage(bitmap, left, top, crop, crop, 0, 0, side, side);
      });
    });
    bitmap.close();
    sets.push({ name, pictures });
  }
  return sets;
}

/** Shapes anywhere, in any colours and turned. */
export function shapeSamples(seed: number): { name: (typeof shapes)[number]; pictures: ImageData[] }[] {
  const random = randomNumbers(seed);
  const canvas = document.createElement('canvas');
  return shapes.map((name, shape) => ({
    name,
    pictures: Array.from({ length: perClass }, () => {
      const [hue, radius, angle] = [360 * random(), side * (0.24 + 0.14 * random()), 2 * Math.PI * random()];
      const [x, y] = [side * (0.4 + 0.2 * random()), side * (0.4 + 0.2 * random())];
      return draw(canvas, (context) => {
        context.fillStyle = `hsl(${hue} 30% 90%)`;
        context.fillRect(0, 0, side, side);
        context.fillStyle = `hsl(${(hue + 150) % 360} 65% 40%)`;
        context.beginPath();
        const corners = [64, 4, 3][shape];
        for (let i = 0; i < corners; i++) {
          const at = angle + (2 * Math.PI * i) / corners;
          context.lineTo(x + radius * Math.cos(at), y + radius * Math.sin(at));
        }
        context.fill();
      });
    }),
  }));
}

/** How many pictures of each digit a set of digits has. */
export const digitCount = perClass;

function draw(canvas: HTMLCanvasElement, paint: (context: CanvasRenderingContext2D) => void): ImageData {
  [canvas.width, canvas.height] = [side, side];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no canvas to draw in.');
  paint(context);
  return context.getImageData(0, 0, side, side);
}

/** The pictures in files, as samples; what is no picture is left out. */
export async function fileSamples(files: Iterable<Blob>): Promise<ImageData[]> {
  const canvas = document.createElement('canvas');
  const found: ImageData[] = [];
  for (const file of files) {
    const bitmap = await createImageBitmap(file).catch(() => undefined);
    if (!bitmap) continue;
    found.push(drawPicture(canvas, { picture: bitmap, width: bitmap.width, height: bitmap.height }, { size: side }));
    bitmap.close();
  }
  return found;
}
