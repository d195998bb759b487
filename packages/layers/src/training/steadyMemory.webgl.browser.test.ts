import { webgl } from '@striate/backend-webgl';
import { memory, setBackend } from '@striate/tensor';
import { expect, it } from 'vitest';
import { stripeNetwork } from '../testing/stripeNetwork';
import { stripes } from '../testing/stripes';

it('5,000 steps: textures, their bytes and programs are after the last what they were after the hundredth', {
  timeout: 300_000,
}, async () => {
  const backend = webgl();
  await setBackend(backend);
  const { x, y } = stripes(400);
  const net = stripeNetwork();
  const standing = () => ({ ...memory(), programs: backend.programs });
  const found: ReturnType<typeof standing>[] = [];
  const callbacks = [{ onBatchEnd: (batch: number) => void (batch === 99 && found.push(standing())) }];
  const { history } = await net.fit(x, y, { epochs: 50, batchSize: 4, callbacks, verbose: 0 });
  expect(found).toHaveLength(50);
  expect(found[49]).toEqual(found[0]);
  expect(found[0].textures).toBeGreaterThan(0);
  expect(history.accuracy.at(-1)).toBe(1);
});
