import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Generator, ValueError } from '@striate/tensor';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedFile, downloadFile } from './fetchFile';
import { DownloadError } from './obtain';
import { serve, testServer } from './testServer';

const content = Uint8Array.from(new Generator(4).uniform(300_000), (u) => u * 256);
const other = content.map((byte) => byte ^ 1);
const sum = (kind: string) => createHash(kind).update(content).digest('hex');

let cacheDir = '';
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'striate-cache-'));
});
afterEach(() => rm(cacheDir, { recursive: true }));

const quick = () => ({ cacheDir, retryDelay: 1, timeout: 2000, onProgress: () => {} });
const fileAt = (url: string) => ({ name: 'net.bin', urls: [url] });
const same = async (path: string | Blob) => {
  expect(path).toBe(join(cacheDir, 'net.bin'));
  expect(Buffer.compare(await readFile(String(path)), content)).toBe(0);
};

describe('downloadFile', () => {
  it.each([
    ['sha256', { sha256: sum('sha256') }],
    ['sha256Prefix', { sha256Prefix: sum('sha256').slice(0, 8) }],
    ['md5', { md5: sum('md5') }],
    ['nothing', {}],
  ])('gives the path of a file known by its %s; then from the cache', async (_, checksum) => {
    await using server = await testServer(serve(content));
    const file = { ...fileAt(server.url), ...checksum };
    expect(await cachedFile(file, quick())).toBeUndefined();
    await same(await downloadFile(file, quick()));
    await same(await downloadFile(file, quick()));
    expect(await cachedFile(file, quick())).toBe(join(cacheDir, 'net.bin'));
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [{ sha256Prefix: sum('sha256').slice(0, 8) }, /with sha256 [0-9a-f]{64}, expected [0-9a-f]{8}…/],
    [{ md5: sum('md5') }, /with md5 [0-9a-f]{32}, expected [0-9a-f]{32}/],
  ])('refuses another file: %j', async (checksum, message) => {
    await using server = await testServer(serve(other));
    await expect(downloadFile({ ...fileAt(server.url), ...checksum }, quick())).rejects.toThrow(message);
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it.each([{ sha256Prefix: 'abc' }, { sha256Prefix: 'ABCDEF01' }, { md5: 'abc' }])('refuses %j', async (checksum) => {
    await expect(downloadFile({ ...fileAt('x:'), ...checksum }, quick())).rejects.toThrow(ValueError);
  });

  it('follows a redirect', async () => {
    await using hub = await testServer(serve(content));
    await using server = await testServer((_, response) => response.writeHead(302, { location: hub.url }).end());
    await same(await downloadFile({ ...fileAt(server.url), md5: sum('md5') }, quick()));
  });

  it('says why for each address, and what to put where', async () => {
    const urls = ['http://127.0.0.1:9/a', 'http://127.0.0.1:9/b'];
    const error: unknown = await downloadFile({ name: 'net.bin', urls }, { ...quick(), retries: 0 }).catch((e) => e);
    if (!(error instanceof DownloadError)) throw error;
    expect(error.reasons.map((reason) => reason.slice(0, 34))).toEqual(urls.map((url) => `${url}: fetch failed`));
    expect(error.message).toContain(`put the file here: ${join(cacheDir, 'net.bin')}`);
  });
});

describe('a file without a checksum', () => {
  it('goes on where a connection dropped, if the server says that it is the same version', async () => {
    await using server = await testServer(serve(content, { dropAfter: 150_000 }));
    await same(await downloadFile(fileAt(server.url), quick()));
    expect(server.requests[1]).toEqual({ range: expect.stringMatching(/^bytes=[1-9]/), ifRange: '"v1"' });
  });

  it('begins anew where another version is there, or another server', async () => {
    await using server = await testServer(serve(other, { dropAfter: 150_000 }));
    await expect(downloadFile(fileAt(server.url), { ...quick(), retries: 0 })).rejects.toThrow(DownloadError);
    await using second = await testServer(serve(content));
    await same(await downloadFile(fileAt(second.url), quick()));
    expect(second.requests[0].range).toBeUndefined();
  });

  it('is refused where it is a web page, or cut short', async () => {
    await using portal = await testServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Welcome'),
    );
    await expect(downloadFile(fileAt(portal.url), quick())).rejects.toThrow('a web page is there');
    await using short = await testServer((_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 10), () => setTimeout(() => response.destroy(), 5));
    });
    await expect(downloadFile(fileAt(short.url), { ...quick(), retries: 1 })).rejects.toThrow(DownloadError);
    await expect(cachedFile(fileAt(short.url), quick())).resolves.toBeUndefined();
  });

  it('is not taken from the cache where its size is known to be another', async () => {
    await writeFile(join(cacheDir, 'net.bin'), content.subarray(0, 1000));
    expect(await cachedFile({ ...fileAt('x:'), bytes: content.length }, quick())).toBeUndefined();
  });
});

it('asks for the whole file each time with resume: false', async () => {
  await using server = await testServer(serve(content, { dropAfter: 150_000 }));
  const { answer } = server;
  server.answer = (request, response) => {
    if (server.requests.length === 3) server.answer = serve(content);
    (server.requests.length === 3 ? server.answer : answer)(request, response);
  };
  await same(await downloadFile({ ...fileAt(server.url), md5: sum('md5') }, { ...quick(), resume: false }));
  expect(server.requests).toEqual([{}, {}, {}]);
});
