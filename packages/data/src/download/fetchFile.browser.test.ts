import { afterEach, expect, it, vi } from 'vitest';
import { downloadFile, fetchFile } from './fetchFile';
import { sha256 } from './sha256';

const content = Uint8Array.from({ length: 100_000 }, (_, i) => (i * i) % 251);
const urls = ['https://example.invalid/data.bin'];

afterEach(async () => {
  vi.restoreAllMocks();
  await caches.delete('striate');
});

it('keeps a download in the browser’s cache', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(content));
  const file = { name: 'set/data.bin', urls, sha256: await sha256(content), bytes: content.length };
  expect(await fetchFile(file)).toEqual(content);
  expect(await fetchFile(file)).toEqual(content);
  expect(fetched).toHaveBeenCalledTimes(1);
});

it('goes on where a connection dropped', async () => {
  const ranges: (string | null)[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) => {
    const range = new Headers(init?.headers).get('range');
    ranges.push(range);
    if (range === 'bytes=40000-') {
      return new Response(content.subarray(40_000), {
        status: 206,
        headers: { 'content-range': 'bytes 40000-99999/100000' },
      });
    }
    const chunks = [content.slice(0, 40_000)];
    return new Response(
      new ReadableStream({
        pull(controller) {
          const chunk = chunks.shift();
          if (chunk) controller.enqueue(chunk);
          else controller.error(new TypeError('network error'));
        },
      }),
    );
  });
  const file = { name: 'dropped.bin', urls, sha256: await sha256(content), bytes: content.length };
  expect(await fetchFile(file, { retryDelay: 1 })).toEqual(content);
  expect(ranges).toEqual([null, 'bytes=40000-']);
});

it('keeps nothing of what has the wrong checksum', async () => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(content));
  const file = { name: 'wrong.bin', urls, sha256: '0'.repeat(64) };
  await expect(fetchFile(file)).rejects.toThrow(/100000 bytes with sha256 [0-9a-f]{64}, expected 0{64}/);
  expect(await (await caches.open('striate')).keys()).toEqual([]);
});

it('gives a Blob of what has the right SHA-256, beginning of one, or MD5', async () => {
  const large = Uint8Array.from({ length: 9_000_000 }, (_, i) => i * 7 + (i >> 8)); // more than is held in memory
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(large));
  const sum = await sha256(large);
  for (const checksum of [{ sha256Prefix: sum.slice(0, 8) }, { sha256: sum }, {}]) {
    const blob = await downloadFile({ name: 'large.bin', urls, ...checksum });
    if (!(blob instanceof Blob)) throw new Error('no Blob');
    expect(await sha256(new Uint8Array(await blob.arrayBuffer()))).toBe(sum);
  }
  expect(globalThis.fetch).toHaveBeenCalledTimes(1);
  vi.restoreAllMocks();
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('abc'));
  const abc = { name: 'small.bin', urls };
  const md5 = '900150983cd24fb0d6963f7d28e17f72'; // RFC 1321
  await expect(downloadFile({ ...abc, md5: md5.replace('9', '8') })).rejects.toThrow(`with md5 ${md5}, expected 8001`);
  expect(await downloadFile({ ...abc, md5 })).toBeInstanceOf(Blob);
});

it('asks for the whole file, and nothing that needs a permission, with resume: false', async () => {
  const asked: Headers[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    asked.push(new Request(url as string, init).headers);
    if (asked.length > 1) return new Response(content);
    return new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(content.slice(0, 40_000));
          setTimeout(() => controller.error(new TypeError('network error')), 10);
        },
      }),
    );
  });
  const file = { name: 'plain.bin', urls, sha256: await sha256(content) };
  await downloadFile(file, { resume: false, retryDelay: 1 });
  expect(asked.map((headers) => [...headers])).toEqual([[], []]);
});
