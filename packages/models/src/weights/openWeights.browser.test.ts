import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openWeights } from './openWeights';
import type { WeightsFile } from './WeightsCard';

const content = new TextEncoder().encode('abc');
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'; // FIPS 180
const closed: WeightsFile = {
  name: 'net.pth',
  urls: ['https://closed.invalid/net.pth'],
  format: 'pth',
  megabytes: 1,
  sha256Prefix: sha256.slice(0, 8),
  cors: false,
};
const open: WeightsFile = {
  ...closed,
  name: 'net.safetensors',
  urls: ['https://open.invalid/model.safetensors'],
  cors: true,
};
const quick = { retries: 1, retryDelay: 1 };

let asked: Request[] = [];
beforeEach(() => {
  asked = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    asked.push(new Request(url as string, init));
    if (String(url).includes('closed')) throw new TypeError('Failed to fetch');
    return new Response(content);
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await caches.delete('striate');
});

const text = async (file: string | Blob) => (file instanceof Blob ? file.text() : file);

it('a page asks first a host that lets it read, by a plain GET, and keeps the file', async () => {
  expect(await text(await openWeights('net', [closed, open], quick))).toBe('abc');
  expect(await text(await openWeights('net', [closed, open], quick))).toBe('abc');
  expect(asked.map(({ url, method }) => [method, url])).toEqual([['GET', open.urls[0]]]);
  expect([...asked[0].headers]).toEqual([]);
  expect(asked[0].referrerPolicy).toBe('no-referrer');
});

it('a mirror stands in for all hosts', async () => {
  const mirror = 'https://example.invalid/models/';
  expect(await text(await openWeights('net', [closed], { ...quick, mirror }))).toBe('abc');
  expect(asked[0].url).toBe('https://example.invalid/models/net.pth');
});

it('says why a host gives nothing, and where the file can be put', async () => {
  const error = await openWeights('net', [closed], quick).catch((e: Error) => e.message);
  expect(error).toBe(`net: they could not be downloaded:
  https://closed.invalid/net.pth: Failed to fetch (this host lets no page of another site read it)
One of these files can be put on your own site, the folder given as { download: { mirror: URL } }:
  net.pth (1 MB, sha256 ba7816bf…) from https://closed.invalid/net.pth`);
});
