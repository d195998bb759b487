import { describe, expect, it } from 'vitest';
import { rulesOf } from '../classify/preprocess';
import { networks } from '../networks';
import { pretrainedWeights } from './registry';

const cards = pretrainedWeights();

describe('pretrainedWeights', () => {
  it('lists the weights of a network', () => {
    expect(pretrainedWeights('resNet50').map(({ weights, top1 }) => [weights, top1])).toEqual([
      ['imagenet', 76.13],
      ['imagenet-v2', 80.858],
    ]);
    expect(pretrainedWeights('resNet50V1')).toEqual([]);
  });

  it('has each name once for a network, and only networks that there are', () => {
    const names = cards.map(({ network, weights }) => `${network} ${weights}`);
    expect(new Set(names).size).toBe(names.length);
    expect(cards.filter(({ network }) => !Object.hasOwn(networks, network)).map(({ network }) => network)).toEqual([]);
  });

  it('has all of torchvision, and what Keras has of these', () => {
    const of = (weights: string) => cards.filter((card) => card.weights === weights).map(({ network }) => network);
    expect(of('imagenet')).toHaveLength(1 + 8 + 1 + 5 + 3 + 2);
    expect(of('imagenet-v2')).toEqual(['resNet50', 'resNet101', 'resNet152']);
    expect(of('imagenet-keras')).toEqual(['vgg16', 'vgg19']);
  });

  it.each(cards.map((card) => [`${card.network} ${card.weights}`, card] as const))('%s is complete', (_, card) => {
    const { files, featureFiles = [], training, classes, labels, preprocessing, licence, citation } = card;
    expect(files.length > 0).toBe(training === undefined);
    if (labels !== 'imagenet') expect(labels).toHaveLength(classes);
    if (preprocessing) expect(rulesOf(preprocessing, 'test')).toBe(preprocessing);
    expect(Math.min(licence.length, citation.length)).toBeGreaterThan(0);
    for (const file of [...files, ...featureFiles]) {
      expect(file.name).toMatch(/^[\w.]+[-\w.]*\.(safetensors|pth|th|h5)$/);
      for (const url of file.urls) expect(url).toMatch(/^https:\/\/[^ ]+$/);
      expect(file.sha256 ?? '0'.repeat(64)).toMatch(/^[0-9a-f]{64}$/);
      expect(file.sha256Prefix ?? '0'.repeat(8)).toMatch(/^[0-9a-f]{8}$/);
      expect(file.md5 ?? '0'.repeat(32)).toMatch(/^[0-9a-f]{32}$/);
    }
    // One file at least has a checksum, and it is asked first.
    const [first] = files;
    if (first) expect(first.sha256 ?? first.sha256Prefix ?? first.md5).toBeDefined();
  });
});
