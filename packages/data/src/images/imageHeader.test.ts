import { readdirSync } from 'node:fs';
import { FormatError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { imageHeader } from './imageHeader';
import { emptyPng, fixture, mutate } from './testing/fixtures';

const names = readdirSync(new URL('./testing/files', import.meta.url));

describe('imageHeader', () => {
  it.each(names)('knows the size of %s', async (name) => {
    const { height, width } = imageHeader(await fixture(name));
    expect([height, width]).toEqual(/turned[5678]/.test(name) ? [48, 36] : [36, 48]);
  });

  it('knows formats, orientation, opacity and inks', async () => {
    const header = async (name: string) => imageHeader(await fixture(name));
    expect(await header('turned6.jpg')).toMatchObject({ format: 'jpeg', orientation: 6, alpha: false, cmyk: false });
    expect(await header('turned6.png')).toMatchObject({ format: 'png', orientation: 6, alpha: false });
    expect(await header('turned7.webp')).toMatchObject({ format: 'webp', orientation: 7, alpha: false });
    expect(await header('alpha.png')).toMatchObject({ alpha: true });
    expect(await header('lossless.webp')).toMatchObject({ format: 'webp', alpha: true, orientation: 1 });
    expect(await header('cmyk.jpg')).toMatchObject({ cmyk: true });
  });

  it('refuses a picture of 60,000 x 60,000 before anything is made for it', () => {
    expect(imageHeader(emptyPng(60_000, 60_000))).toMatchObject({ width: 60_000, height: 60_000 });
    expect(() => imageHeader(emptyPng(60_000, 60_000), { name: 'bomb.png', maxPixels: 1e8 })).toThrow(
      'bomb.png: 60000 x 60000 are 3600000000 pixels, more than maxPixels, 100000000; if the file can be trusted, raise it',
    );
    // The size counts before what is missing.
    expect(() => imageHeader(emptyPng(60_000, 60_000).subarray(0, 33), { maxPixels: 1e8 })).toThrow(
      'more than maxPixels',
    );
  });

  it.each(names)('says that half of %s is cut off', async (name) => {
    const bytes = await fixture(name);
    const half = bytes.subarray(0, bytes.length / 2);
    expect(() => imageHeader(half, { name })).toThrow(
      new RegExp(
        `^${name}: the (JPEG|PNG|WebP) (is cut off: its ${half.length} bytes end before the picture|ends before it)`,
      ),
    );
    expect(() => imageHeader(bytes.subarray(0, bytes.length - 1), { name })).toThrow('is cut off');
  });

  it('says what else a file is', () => {
    const text = (start: string) => () => imageHeader(new TextEncoder().encode(start.padEnd(40)), { name: 'cat.jpg' });
    expect(text('GIF89a')).toThrow('cat.jpg is a GIF; what can be read is PNG, JPEG and WebP');
    expect(text('<!doctype html>')).toThrow('cat.jpg is a page of HTML');
    expect(text('abcd')).toThrow('cat.jpg begins with 61 62 63 64');
    expect(() => imageHeader(new Uint8Array(0), { name: 'cat.jpg' })).toThrow('cat.jpg is empty');
    expect(() => imageHeader(emptyPng(0, 5))).toThrow('0 x 5 pixels');
  });

  it('refuses or reads 20,000 mutated files, and does nothing else', async () => {
    const files = await Promise.all(names.map(fixture));
    let read = 0;
    for (let i = 0; i < 20_000; i++) {
      try {
        const { height, width } = imageHeader(mutate(files[i % files.length], i));
        expect(height > 0 && width > 0).toBe(true);
        read++;
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
      }
    }
    expect(read).toBeGreaterThan(1000);
    expect(read).toBeLessThan(19_000);
  });
});
