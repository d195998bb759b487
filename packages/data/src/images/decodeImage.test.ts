import { fileURLToPath } from 'node:url';
import { StriateError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decodeImage';
import { loadSharp } from './loadSharp';
import { describeDecoding } from './testing/describeDecoding';
import { fixture } from './testing/fixtures';

describeDecoding('Node.js');

describe('decodeImage in Node.js', () => {
  const path = fileURLToPath(new URL('./testing/files/color.png', import.meta.url));

  it('takes a path and a file URL', async () => {
    const { data } = await decodeImage(await fixture('color.png'));
    expect((await decodeImage(path)).data).toEqual(data);
    expect((await decodeImage(new URL('./testing/files/color.png', import.meta.url))).data).toEqual(data);
  });

  it('names a file that is not there', async () => {
    await expect(decodeImage('no/cat.jpg')).rejects.toThrow("there is no file 'no/cat.jpg'");
  });

  it('says how to get the library', async () => {
    const missing = loadSharp('decodeImage', 'no-such-library');
    await expect(missing).rejects.toThrow(StriateError);
    await expect(missing).rejects.toThrow('npm install no-such-library');
  });
});
