import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Generator } from '@striate/tensor';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fetchFile } from './fetchFile';
import { serve, testServer } from './testServer';

const content = Uint8Array.from(new Generator(5).uniform(300_000), (u) => u * 256);
const sha256 = createHash('sha256').update(content).digest('hex');
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const program = `
  import { fetchFile } from ${JSON.stringify(new URL('fetchFile.ts', import.meta.url).href)};
  const { file, cacheDir } = JSON.parse(process.argv[1]);
  await fetchFile(file, { cacheDir, retryDelay: 1 });
`;

let cacheDir = '';
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'striate-cache-'));
});
afterEach(() => rm(cacheDir, { recursive: true }));

const fileAt = (url: string) => ({ name: 'data.bin', urls: [url], sha256, bytes: content.length });

function start(url: string): ChildProcess {
  const argument = JSON.stringify({ file: fileAt(url), cacheDir });
  const options = ['--import', 'tsx', '--input-type=module', '--eval', program, argument];
  return spawn(process.execPath, options, { cwd: root, stdio: 'inherit' });
}

const exited = (process: ChildProcess) => new Promise<number | null>((resolve) => process.once('exit', resolve));

it('a process that is killed in the middle leaves what it had, and the next one goes on there', async () => {
  await using server = await testServer((_, response) => {
    response.writeHead(200, { 'content-length': content.length, etag: '"v1"' });
    response.write(content.subarray(0, 200_000)); // and then nothing
  });
  const first = start(server.url);
  const partial = join(cacheDir, 'data.bin.partial');
  await expect
    .poll(
      () =>
        stat(partial).then(
          ({ size }) => size,
          () => 0,
        ),
      { timeout: 20_000 },
    )
    .toBe(200_000);
  first.kill('SIGKILL');
  await exited(first);
  expect((await readdir(cacheDir)).sort()).toEqual(['data.bin.lock', 'data.bin.partial', 'data.bin.partial.json']);

  server.answer = serve(content);
  const bytes = await fetchFile(fileAt(server.url), { cacheDir, onProgress: () => {} });
  expect(Buffer.compare(bytes, content)).toBe(0);
  expect(server.requests[1]).toEqual({ range: 'bytes=200000-', ifRange: '"v1"' });
  expect(await readdir(cacheDir)).toEqual(['data.bin']);
}, 30_000);

it('two processes at once download once, and do each other no harm', async () => {
  await using server = await testServer((request, response) => {
    setTimeout(() => serve(content)(request, response), 300);
  });
  const codes = await Promise.all([start(server.url), start(server.url)].map(exited));
  expect(codes).toEqual([0, 0]);
  expect(server.requests).toHaveLength(1);
  expect(Buffer.compare(await readFile(join(cacheDir, 'data.bin')), content)).toBe(0);
  expect(await readdir(cacheDir)).toEqual(['data.bin']);
}, 30_000);
