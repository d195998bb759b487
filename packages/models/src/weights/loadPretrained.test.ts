import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toStateDict } from '@striate/formats';
import { encodeSafetensors, type Model } from '@striate/layers';
import { seed, ValueError } from '@striate/tensor';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { classify } from '../classify/classify';
import { pictureRules } from '../classify/pictureRules';
import type { DownloadOptions } from '../pretrained';
import { resNetCifar } from '../resNetCifar';
import { useCpu } from '../testing';
import { packTensors } from './packTensors';
import { fileServer } from './testing';
import type { TrainedCard } from './trained/TrainedWeights';
import type { WeightsCard, WeightsFile } from './WeightsCard';

const made = vi.hoisted(() => ({
  cards: [] as unknown[],
  sets: [] as unknown[],
}));
vi.mock('./registry', async (original) => {
  const { pretrainedWeights } = await original<typeof import('./registry')>();
  const all = () => [...(made.cards as WeightsCard[]), ...pretrainedWeights()];
  return { pretrainedWeights: (network?: string) => all().filter((card) => !network || card.network === network) };
});
vi.mock('./trained/trainedSets', () => ({ trainedSets: made.sets }));
const { loadPretrained } = await import('./loadPretrained');

useCpu();

const labels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
const file: WeightsFile = {
  name: 'net.safetensors',
  urls: ['http://127.0.0.1:9/net.safetensors'],
  format: 'safetensors',
  megabytes: 1.1,
  cors: true,
};
const second: WeightsFile = { ...file, name: 'net.pth', urls: ['http://127.0.0.1:9/net.pth'], md5: '0'.repeat(32) };
const preprocessing = { size: [32, 32], channels: 3, resize: 'stretch', scale: 1 / 255 } as const;
const card = (weights: string, files: WeightsFile[]): WeightsCard => ({
  network: 'resNetCifar20',
  weights,
  trainedOn: 'nothing',
  classes: 10,
  labels,
  preprocessing,
  licence: 'MIT',
  citation: '',
  files,
});

let bytes = new Uint8Array(0);
let [first, sum] = [new Float32Array(), ''];
const firstOf = async (net: Model) => Float32Array.from(await net.weights[0].data());

beforeAll(async () => {
  seed(7);
  const source = resNetCifar(20);
  const tensors = await toStateDict(source);
  first = await firstOf(source);
  bytes = Uint8Array.from(encodeSafetensors(tensors));
  sum = createHash('sha256').update(bytes).digest('hex');
  made.cards.push(card('test', [{ ...file, sha256: sum }, second]), card('unchecked', [file]), card('wrong', [second]));
});

let cacheDir = '';
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'striate-models-'));
});
afterEach(() => rm(cacheDir, { recursive: true }));

const quick = (): DownloadOptions => ({ cacheDir, retryDelay: 1, retries: 2, timeout: 2000, onProgress: () => {} });
const files = () => ({ 'net.safetensors': bytes });
const load = (weights: string, download: DownloadOptions = {}) =>
  resNetCifar(20, { weights, download: { ...quick(), ...download } });

describe('weights by name', () => {
  it('come from a mirror, are verified and kept; the network classifies pictures', async () => {
    await using server = await fileServer(files());
    const net = await load('test', { mirror: `${server.url}/` });
    expect(await firstOf(net)).toEqual(first);
    await load('test', { mirror: server.url });
    expect(server.requests).toEqual(['GET /net.safetensors']);
    expect(await readdir(join(cacheDir, 'models'))).toEqual(['net.safetensors']);
    const picture = { data: new Uint8Array(40 * 50 * 3).fill(9), shape: [40, 50, 3] };
    const found = await classify(net, picture, { topK: 3 });
    expect(found.map(({ index }) => labels[index])).toEqual(found.map(({ label }) => label));
  });

  it('report how far they are', async () => {
    await using server = await fileServer(files());
    const seen: number[] = [];
    await load('test', { mirror: server.url, onProgress: ({ receivedBytes }) => seen.push(receivedBytes) });
    expect(seen.at(-1)).toBe(bytes.length);
  });

  it('go on where a connection dropped, and follow a redirect', async () => {
    await using hub = await fileServer(files(), { dropAfter: [400_000] });
    await using server = await fileServer({}, { redirectTo: hub });
    expect(await firstOf(await load('test', { mirror: server.url }))).toEqual(first);
    expect(hub.requests).toEqual(['GET /net.safetensors', expect.stringMatching(/^GET \/net.safetensors bytes=[1-9]/)]);
  });

  it('without a checksum are known by their structure', async () => {
    await using server = await fileServer(files());
    expect(await firstOf(await load('unchecked', { mirror: server.url }))).toEqual(first);
    await using other = await fileServer({ 'net.safetensors': bytes.subarray(0, bytes.length - 4) });
    await rm(join(cacheDir, 'models'), { recursive: true });
    await expect(load('unchecked', { mirror: other.url })).rejects.toThrow(/safetensors/);
  });

  it('come from a folder, $STRIATE_MODELS if none is given, without asking anybody', async () => {
    const folder = join(cacheDir, 'folder');
    await mkdir(folder);
    await writeFile(join(folder, 'net.safetensors'), bytes);
    expect(await firstOf(await load('test', { folder }))).toEqual(first);
    vi.stubEnv('STRIATE_MODELS', folder);
    expect(await firstOf(await load('test'))).toEqual(first);
    vi.unstubAllEnvs();
    expect(await readdir(cacheDir)).toEqual(['folder']);
  });
});

describe('weights by name refuse', () => {
  it('another file, and say what was expected', async () => {
    const other = bytes.map((byte, i) => (i === 90_000 ? byte ^ 1 : byte));
    await using server = await fileServer({ 'net.safetensors': other });
    const error = await load('test', { mirror: server.url }).catch((e: Error) => e.message);
    expect(error).toContain(`${server.url}/net.safetensors: ${bytes.length} bytes with sha256`);
    expect(error).toContain(`expected ${sum}`);
    expect(error).toContain(`${server.url}/net.pth: 404`);
    expect(await readdir(join(cacheDir, 'models'))).toEqual([]);
  });

  it('a server that sends less than it says', async () => {
    await using server = await fileServer(files(), { dropAfter: [10, 10, 10] });
    await expect(load('test', { mirror: server.url })).rejects.toThrow(/terminated|closed|aborted/);
  });

  it('to go on without a network, and say what to put where', async () => {
    const folder = join(cacheDir, 'folder');
    await mkdir(folder);
    await writeFile(join(folder, 'net.safetensors'), 'cut short');
    const error = await load('test', { folder }).catch((e: Error) => e.message);
    expect(error).toMatch(/^resNetCifar20, weights 'test': they could not be downloaded:\n/);
    expect(error).toContain(`${folder}/net.safetensors: is another file (1.1 MB, sha256 ${sum})`);
    expect(error).toContain('http://127.0.0.1:9/net.safetensors: fetch failed');
    expect(error).toContain('http://127.0.0.1:9/net.pth: fetch failed');
    expect(error).toContain('put into a folder, given as { download: { folder } } or $STRIATE_MODELS:');
    expect(error).toContain(`  net.pth (1.1 MB, md5 ${'0'.repeat(32)}) from http://127.0.0.1:9/net.pth`);
  });

  it('a number of classes, or of channels, that they were not trained for, before anything is asked', async () => {
    await using server = await fileServer(files());
    const download = { ...quick(), mirror: server.url };
    await expect(resNetCifar(20, { weights: 'test', classes: 3, download })).rejects.toThrow(
      "the weights 'test' know 10 classes, the network has 3; load them with includeTop: false",
    );
    await expect(resNetCifar(20, { weights: 'test', inputShape: [32, 32, 1], download })).rejects.toThrow(
      'are for 3 channels, the network has 1',
    );
    expect(server.requests).toEqual([]);
  });

  it('names that there are not, and list those that there are', async () => {
    const error = load('cifar');
    await expect(error).rejects.toThrow(ValueError);
    await expect(error).rejects.toThrow('There are test, unchecked, wrong, cifar10-idelbayev');
    await expect(loadPretrained('resNet50V1', resNetCifar(20), 'imagenet')).rejects.toThrow(
      /resNet50V1: no weights of it are published .*Networks with weights: resNetCifar20, alexNet, /,
    );
  });
});

describe('without the classifier', () => {
  it('only the features are taken', async () => {
    await using server = await fileServer(files());
    const download = { ...quick(), mirror: server.url };
    const net = await resNetCifar(20, { weights: 'test', includeTop: false, inputShape: [64, 48, 3], download });
    expect(await firstOf(net)).toEqual(first);
    // As large a part of a picture, in the size of this network.
    expect(pictureRules(net).preprocessing).toEqual({ ...preprocessing, size: [64, 48] });
    const picture = { data: new Uint8Array(12), shape: [2, 2, 3] };
    await expect(classify(net, picture)).rejects.toThrow('was it made with includeTop: false?');
  });
});

describe('a file of one’s own', () => {
  it.each(['saved', 'PyTorch'])('with the names of %s, as path, bytes and Blob', async (names) => {
    const source = resNetCifar(20);
    const path = join(cacheDir, 'own.safetensors');
    await writeFile(
      path,
      names === 'saved' ? await source.toSafetensors() : encodeSafetensors(await toStateDict(source)),
    );
    const content = new Uint8Array(await readFile(path));
    for (const weights of [path, content, new Blob([content])]) {
      expect(await firstOf(await resNetCifar(20, { weights }))).toEqual(await firstOf(source));
    }
    const features = await resNetCifar(20, { weights: path, includeTop: false, pooling: 'avg' });
    expect(await firstOf(features)).toEqual(await firstOf(source));
  });

  it('for another network changes nothing', async () => {
    const net = resNetCifar(20, { classes: 4 });
    const before = await firstOf(net);
    await expect(loadPretrained('resNetCifar20', net, bytes)).rejects.toThrow('linear.weight');
    expect(await firstOf(net)).toEqual(before);
  });
});

it('weights that come with the package need no network', async () => {
  const training: TrainedCard = {
    network: 'resNetCifar20',
    weights: 'packed',
    trainedOn: '',
    licence: '',
    citation: '',
    accuracy: { measuredOn: '', top1: 10 },
    command: '',
    seed: 1,
    epochs: 0,
    minutes: 0,
    machine: '',
    date: '',
    labels,
  };
  const source = resNetCifar(20);
  const stored = await Promise.all(
    [...source.namedWeights()].map(async ([name, weight]) => {
      return [name, { dtype: weight.dtype, shape: weight.shape, data: await weight.data() }] as const;
    }),
  );
  made.sets.push({ card: training, load: async () => ({ tensors: packTensors(new Map(stored)) }) });
  made.cards.push({ ...card('packed', []), training });
  const net = await load('packed');
  const [found, expected] = [await firstOf(net), await firstOf(source)];
  expected.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 3);
  });
  expect(await firstOf(await resNetCifar(20, { weights: 'packed', includeTop: false }))).toEqual(found);
});

const shared = new URL('../../../../../shared/data/cifar-resnet/', import.meta.url);
const here = await readdir(shared).catch(() => undefined);

it.skipIf(!here)(`the real files of ../shared/data/cifar-resnet${here ? '' : ' (absent)'}`, async () => {
  const folder = join(cacheDir, 'folder');
  await cp(shared, folder, { recursive: true });
  const net = await resNetCifar(20, { weights: 'cifar10-idelbayev', download: { ...quick(), folder } });
  expect(pictureRules(net).labels).toContain('airplane');
  expect((await firstOf(net)).some((value) => value !== 0)).toBe(true);
});
