import { afterEach, expect, it, vi } from 'vitest';
import { fetchFile } from './fetchFile';
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
