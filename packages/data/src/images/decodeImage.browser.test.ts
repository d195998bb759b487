import { expect, it } from 'vitest';
import { decodeImage } from './decodeImage';
import { describeDecoding } from './testing/describeDecoding';

describeDecoding('a page');

it('takes a URL', async () => {
  const { shape } = await decodeImage(new URL('./testing/files/color.png', import.meta.url));
  expect(shape).toEqual([36, 48, 3]);
});

it('names an address with nothing behind it', async () => {
  await expect(decodeImage('/nothing/cat.jpg')).rejects.toThrow("there is no file '/nothing/cat.jpg'");
});
