import { toStateDict } from '@striate/formats';
import { describe, expect, test } from 'vitest';
import { loadPartial } from './loadPartial';
import { replaceHead } from './replaceHead';
import { bitsOf, tinyNet, useCpu } from './testing';

useCpu();

describe('loadPartial', () => {
  test.each(['names of our own', 'a state dict'])('takes what fits, and says what does not: %s', async (kind) => {
    const [source, net] = [tinyNet(), replaceHead(tinyNet(), { classes: 2 })];
    for (const weight of source.weights) weight.assign(weight.add(1));
    const before = await bitsOf(net);
    const own = kind === 'names of our own';
    const report = await loadPartial(net, own ? await source.toSafetensors() : await toStateDict(source));
    expect(report.matched).toHaveLength(19);
    expect(report.missing).toEqual(own ? ['head/kernel', 'head/bias'] : ['head.weight', 'head.bias']);
    expect(report.unexpected).toEqual(own ? ['fc/kernel', 'fc/bias'] : ['fc.weight', 'fc.bias']);
    const [after, expected] = [await bitsOf(net), await bitsOf(source)];
    for (const name of after.keys())
      expect(after.get(name)).toBe((name.startsWith('head') ? before : expected).get(name));
  });

  test('names can be told', async () => {
    const net = replaceHead(tinyNet(), { classes: 6 });
    const rename = (name: string) => (name.startsWith('layer1') ? undefined : name.replace('fc', 'head'));
    for (const given of [await tinyNet().toSafetensors(), await toStateDict(tinyNet())]) {
      const { missing, unexpected, mismatched } = await loadPartial(net, given, { rename });
      expect(missing).toHaveLength(7);
      expect([unexpected, mismatched]).toEqual([[], []]);
    }
  });

  test('a tensor of another shape is no match', async () => {
    const two = replaceHead(tinyNet(), { classes: 2 });
    const { mismatched } = await loadPartial(replaceHead(tinyNet(), { classes: 3 }), await two.toSafetensors());
    expect(mismatched.map(({ name }) => name)).toEqual(['head/kernel', 'head/bias']);
  });

  test('refuses what is no file', async () => {
    await expect(loadPartial(tinyNet(), new Uint8Array(9))).rejects.toThrow();
  });
});
