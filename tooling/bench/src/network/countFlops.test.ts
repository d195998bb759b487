import { resNet18, vgg11 } from '@striate/models';
import { metaTensor, setBackend } from '@striate/tensor';
import { beforeAll, expect, test } from 'vitest';
import { networks } from '../suites/inference';
import { train } from '../suites/train';
import { countFlops } from './countFlops';

// Shapes are all that counts.
beforeAll(() => setBackend(metaTensor([1]).backend));

test.each(networks.map((network) => [network.name, network] as const))('%s has the flops its case states', (_, one) => {
  expect(countFlops(one.build())).toBe(one.flops);
});

test('a training step has three passes of each image', () => {
  const flops = new Map(train.cases.map((one) => [one.name, 'flops' in one ? one.flops : 0]));
  expect(flops.get('resnet18-b8')).toBe(3 * 8 * countFlops(resNet18()));
  expect(flops.get('vgg11-b4')).toBe(3 * 4 * countFlops(vgg11()));
});
