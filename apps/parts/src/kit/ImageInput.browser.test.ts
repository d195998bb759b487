import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { type GivenImage, ImageInput } from './ImageInput';

let input: ImageInput;
const images: GivenImage[] = [];
beforeEach(() => {
  images.length = 0;
  input = new ImageInput();
  input.addEventListener('image', (event) => images.push((event as CustomEvent<GivenImage>).detail));
  document.body.append(input);
});
afterEach(() => {
  input.remove();
  vi.restoreAllMocks();
});

/** A picture 6 wide and 4 high: the left half red, the right half blue. */
async function twoColours(): Promise<File> {
  const canvas = new OffscreenCanvas(6, 4);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#f00';
  context.fillRect(0, 0, 3, 4);
  context.fillStyle = '#00f';
  context.fillRect(3, 0, 3, 4);
  return new File([await canvas.convertToBlob()], 'two.png', { type: 'image/png' });
}

const pixel = ({ data, width }: ImageData, row: number, column: number) => [
  ...data.slice((row * width + column) * 4, (row * width + column) * 4 + 4),
];

test('a photograph, cropped to a square in the middle', async () => {
  input.size = 32;
  await page.getByRole('button', { name: 'A cat' }).click();
  await expect.poll(() => images.length).toBe(1);
  expect([input.image?.width, input.image?.height]).toEqual([32, 32]);
  await expect.element(page.getByRole('button', { name: 'A cat' })).toHaveAttribute('aria-pressed', 'true');
});

test('a file, cropped and whole', async () => {
  input.size = 4;
  await input.chooseFiles([await twoColours()]);
  expect(images[0].image.width).toBe(4);
  expect(pixel(images[0].image, 2, 0)).toEqual([255, 0, 0, 255]);
  input.size = 6;
  input.whole = true;
  await input.chooseFiles([await twoColours()]);
  expect([images[1].image.width, images[1].image.height]).toEqual([6, 4]);
  expect(pixel(images[1].image, 0, 5)).toEqual([0, 0, 255, 255]);
  expect(images[1].name).toBe('two.png');
});

test('a file that is no picture', async () => {
  await input.chooseFiles([new File(['text'], 'notes.txt')]);
  await expect.element(page.getByRole('alert')).toHaveTextContent('notes.txt is not a picture');
  expect(images).toEqual([]);
});

test('the webcam is mirrored, and stops when the element goes', async () => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [64, 48];
  const context = canvas.getContext('2d');
  const paint = () => {
    if (!context) return;
    context.fillStyle = '#f00';
    context.fillRect(0, 0, 32, 48);
    context.fillStyle = '#00f';
    context.fillRect(32, 0, 32, 48);
  };
  paint();
  const painting = setInterval(paint, 30);
  const stream = canvas.captureStream(30);
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(stream);
  input.size = 16;
  await page.getByRole('button', { name: 'Use the webcam' }).click();
  await expect.poll(() => images.length, { timeout: 10_000 }).toBeGreaterThan(1);
  const [red, , blue] = pixel(images[images.length - 1].image, 8, 1);
  expect(blue).toBeGreaterThan(red + 100);
  input.remove();
  expect(stream.getTracks().every(({ readyState }) => readyState === 'ended')).toBe(true);
  clearInterval(painting);
});

test.each([
  ['NotAllowedError', 'may not use the camera'],
  ['NotFoundError', 'No camera was found'],
  ['NotReadableError', 'another program'],
])('a camera that answers %s', async (name, text) => {
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('', name));
  await page.getByRole('button', { name: 'Use the webcam' }).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent(text);
});
