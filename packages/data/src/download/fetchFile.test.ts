import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Generator, StriateError, ValueError } from '@striate/tensor';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchFile, type RemoteFile } from './fetchFile';
import type { DownloadProgress } from './progressLine';
import { serve, testServer } from './testServer';

const content = Uint8Array.from(new Generator(3).uniform(300_000), (u) => u * 256);
const sha256 = createHash('sha256').update(content).digest('hex');
const other = content.map((byte) => byte ^ 1);

let cacheDir = '';
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'striate-cache-'));
});
afterEach(() => rm(cacheDir, { recursive: true }));

const fileAt = (...urls: string[]): RemoteFile => ({ name: 'set/data.bin', urls, sha256, bytes: content.length });
const quick = () => ({ cacheDir, retryDelay: 1, timeout: 2000, onProgress: () => {} });
/** What is in the cache, folder by folder. */
const cached = async () => (await readdir(cacheDir, { recursive: true })).sort();
const whole = ['set', 'set/data.bin'];
const someRange = expect.stringMatching(/^bytes=[1-9]\d*-$/);

describe('fetchFile', () => {
  it('downloads once, keeps the file, and reports how far it is', async () => {
    await using server = await testServer(serve(content));
    const progress: DownloadProgress[] = [];
    const file = fileAt(server.url);
    const bytes = await fetchFile(file, { ...quick(), onProgress: (p) => progress.push(p) });
    expect(Buffer.compare(bytes, content)).toBe(0);
    expect(bytes.constructor).toBe(Uint8Array); // a Buffer's slice() is no copy
    expect(progress.at(-1)).toMatchObject({
      name: 'set/data.bin',
      receivedBytes: 300_000,
      totalBytes: 300_000,
      secondsLeft: 0,
    });
    expect(progress.at(-1)?.bytesPerSecond).toBeGreaterThan(0);
    expect(Buffer.compare(await fetchFile(file, quick()), content)).toBe(0);
    expect(server.requests).toHaveLength(1);
    expect(await cached()).toEqual(whole);
  });

  it('goes on where a connection dropped at 50 %', async () => {
    await using server = await testServer(serve(content, { dropAfter: 150_000 }));
    expect(Buffer.compare(await fetchFile(fileAt(server.url), quick()), content)).toBe(0);
    // What was still on its way when the connection broke is lost with it.
    expect(server.requests.length).toBeLessThan(5);
    for (const request of server.requests.slice(1)) expect(request).toEqual({ range: someRange, ifRange: '"v1"' });
    expect(await cached()).toEqual(whole);
  });

  it('goes on after a restart with what the last process left', async () => {
    await using server = await testServer(serve(content, { dropAfter: 150_000 }));
    await expect(fetchFile(fileAt(server.url), { ...quick(), retries: 0 })).rejects.toThrow(/closed|terminated/);
    expect(await cached()).toEqual(['set', 'set/data.bin.partial', 'set/data.bin.partial.json']);
    server.answer = serve(content);
    expect(Buffer.compare(await fetchFile(fileAt(server.url), quick()), content)).toBe(0);
    expect(server.requests[1]).toEqual({ range: someRange, ifRange: '"v1"' });
    expect(await cached()).toEqual(whole);
  });

  it('begins anew where the file has changed, or the server knows no ranges', async () => {
    await using server = await testServer(serve(other, { dropAfter: 150_000 }));
    await expect(fetchFile(fileAt(server.url), { ...quick(), retries: 0 })).rejects.toThrow(StriateError);
    server.answer = serve(content, { etag: '"v2"' });
    expect(Buffer.compare(await fetchFile(fileAt(server.url), quick()), content)).toBe(0);
    expect(server.requests[1].ifRange).toBe('"v1"');
  });

  it('notices that two halves are of two versions, and begins anew', async () => {
    await using server = await testServer(serve(other, { dropAfter: 150_000 }));
    await expect(fetchFile(fileAt(server.url), { ...quick(), retries: 0 })).rejects.toThrow(StriateError);
    server.answer = serve(content); // with the same tag
    expect(Buffer.compare(await fetchFile(fileAt(server.url), quick()), content)).toBe(0);
    expect(server.requests).toHaveLength(3);
  });

  it('takes the next mirror where one has nothing, or the wrong file; half of one and half of the other', async () => {
    await using gone = await testServer((_, response) => response.writeHead(404).end());
    await using wrong = await testServer(serve(other));
    await using half = await testServer(serve(content, { dropAfter: 100_000 }));
    half.answer = ((drop) => (request, response) => {
      if (half.requests.length > 1) response.writeHead(503).end();
      else drop(request, response);
    })(half.answer);
    await using good = await testServer(serve(content));
    expect(Buffer.compare(await fetchFile(fileAt(gone.url, wrong.url, half.url, good.url), quick()), content)).toBe(0);
    expect([gone, wrong, half, good].map(({ requests }) => requests.length)).toEqual([1, 1, 5, 1]);
    expect(good.requests[0]).toEqual({ range: someRange, ifRange: undefined });
    expect(await cached()).toEqual(whole);
  });

  it('downloads again what lies damaged in the cache', async () => {
    await using server = await testServer(serve(content));
    await fetchFile(fileAt(server.url), quick());
    await writeFile(join(cacheDir, 'set/data.bin'), 'something else');
    expect(Buffer.compare(await fetchFile(fileAt(server.url), quick()), content)).toBe(0);
    expect(Buffer.compare(await readFile(join(cacheDir, 'set/data.bin')), content)).toBe(0);
  });

  it('stops when told to, and leaves what there is for later', async () => {
    const stop = new AbortController();
    await using server = await testServer((_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 1000), () => setTimeout(() => stop.abort(new Error('enough')), 50));
    });
    await expect(fetchFile(fileAt(server.url), { ...quick(), signal: stop.signal })).rejects.toThrow('enough');
    expect(await cached()).toEqual(['set', 'set/data.bin.partial', 'set/data.bin.partial.json']);
  });
});

describe('fetchFile refuses', () => {
  const nothing = ['set'];

  it('a wrong checksum, and says both', async () => {
    await using server = await testServer(serve(other));
    const sum = createHash('sha256').update(other).digest('hex');
    await expect(fetchFile(fileAt(server.url), quick())).rejects.toThrow(
      `${server.url}: 300000 bytes with sha256 ${sum}, expected ${sha256}`,
    );
    expect(server.requests).toHaveLength(1);
    expect(await cached()).toEqual(nothing);
  });

  it('a server that states another length', async () => {
    await using server = await testServer(serve(new Uint8Array(1_000_000)));
    await expect(fetchFile(fileAt(server.url), quick())).rejects.toThrow(
      'the server has 1000000 bytes, expected 300000',
    );
    expect(await cached()).toEqual(nothing);
  });

  it('a server that states the right length and sends less', async () => {
    await using server = await testServer((_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 10), () => setTimeout(() => response.destroy(), 5));
    });
    await expect(fetchFile(fileAt(server.url), { ...quick(), retries: 2 })).rejects.toThrow(
      /terminated|closed|aborted/,
    );
    expect(server.requests).toHaveLength(3);
  });

  it('a server that ends early and states nothing', async () => {
    await using server = await testServer((_, response) => {
      response.write(content.subarray(0, 10), () => response.end());
    });
    await expect(fetchFile(fileAt(server.url), { ...quick(), retries: 1 })).rejects.toThrow(
      'the connection closed after 10 of 300000 bytes',
    );
  });

  it.each([true, false])(
    'a server that sends forever (size known: %s), after no more than the bound',
    async (known) => {
      let sent = 0;
      await using server = await testServer((_, response) => {
        const more = () => {
          sent += 65536;
          if (!response.destroyed) response.write(new Uint8Array(65536), () => setImmediate(more));
        };
        more();
      });
      const { bytes, ...sizeless } = fileAt(server.url);
      const before = process.memoryUsage().arrayBuffers;
      const file = known ? { ...sizeless, bytes } : sizeless;
      await expect(fetchFile(file, { ...quick(), maxBytes: 300_000 })).rejects.toThrow('sends more than 300000 bytes');
      expect(sent).toBeLessThan(32e6); // what the system's buffers hold, too
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64e6);
      expect(await cached()).toEqual(nothing);
    },
  );

  it('a server that says nothing', async () => {
    await using server = await testServer(() => {});
    await expect(fetchFile(fileAt(server.url), { ...quick(), timeout: 100, retries: 1 })).rejects.toThrow(
      'no byte for 0.1 seconds',
    );
    expect(server.requests).toHaveLength(2);
  });

  it('a server that answers another range than asked', async () => {
    await using server = await testServer(serve(content, { dropAfter: 150_000 }));
    await expect(fetchFile(fileAt(server.url), { ...quick(), retries: 0 })).rejects.toThrow(StriateError);
    server.answer = (_, response) => response.writeHead(206, { 'content-range': 'bytes 0-299999/300000' }).end(content);
    await expect(fetchFile(fileAt(server.url), { ...quick(), retries: 0 })).rejects.toThrow(
      /asked for the bytes from [1-9]\d*, got content-range 'bytes 0-299999\/300000'/,
    );
  });

  it('names that lead out of the cache, and checksums that are none', async () => {
    for (const name of ['../x', '/x', 'a/../../x', 'C:x', 'a\\b']) {
      await expect(fetchFile({ ...fileAt(), name }, quick())).rejects.toThrow('leads out of its folder');
    }
    await expect(fetchFile({ ...fileAt(), sha256: 'abc' }, quick())).rejects.toThrow(ValueError);
    expect(await cached()).toEqual([]);
  });

  it('a folder that cannot be made', async () => {
    await writeFile(join(cacheDir, 'file'), '');
    const options = { ...quick(), cacheDir: join(cacheDir, 'file') };
    await expect(fetchFile(fileAt(), options)).rejects.toThrow(
      /no folder for downloads can be made at .*set STRIATE_CACHE/,
    );
  });

  it('to go on without a network, and says which file to put where', async () => {
    const file = fileAt('http://127.0.0.1:9/file', 'http://127.0.0.1:9/mirror');
    const error = await fetchFile(file, { ...quick(), retries: 1 }).catch((e: Error) => e.message);
    expect(error).toContain(
      "fetchFile: 'set/data.bin' could not be downloaded:\n  http://127.0.0.1:9/file: fetch failed",
    );
    expect(error).toContain(`put the file (300000 bytes, sha256 ${sha256}) here: ${join(cacheDir, 'set/data.bin')}`);
  });
});

describe('several at once', () => {
  it('in a process download once', async () => {
    await using server = await testServer(serve(content));
    const all = await Promise.all([1, 2, 3, 4].map(() => fetchFile(fileAt(server.url), quick())));
    for (const bytes of all) expect(Buffer.compare(bytes, content)).toBe(0);
    expect(server.requests).toHaveLength(1);
    expect(await cached()).toEqual(whole);
  });

  it('wait for the holder of the lock, and take it from one that was killed', async () => {
    await using server = await testServer(serve(content));
    const dead = await exited(spawn(process.execPath, ['-e', '']));
    const { hostname } = process.getBuiltinModule('node:os');
    await fetchFile(fileAt(server.url), quick());
    await rm(join(cacheDir, 'set/data.bin'));
    await writeFile(join(cacheDir, 'set/data.bin.lock'), `${hostname()} ${dead} x`);
    const started = performance.now();
    expect(Buffer.compare(await fetchFile(fileAt(server.url), quick()), content)).toBe(0);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(await cached()).toEqual(whole);
  });
});

async function exited(child: ChildProcess): Promise<number | undefined> {
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid;
}
