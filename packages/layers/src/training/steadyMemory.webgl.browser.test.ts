import { webgl } from '@striate/backend-webgl';
import { memory, seed, setBackend } from '@striate/tensor';
import { expect, inject, it } from 'vitest';
import { conv2d } from '../layers/Conv2D';
import { dense } from '../layers/Dense';
import { flatten } from '../layers/Flatten';
import { sequential } from '../models/Sequential';
import { stripes } from '../testing/stripes';

// A thousand steps; where everything runs it is 5,000 on the quicker driver.
const epochs = inject('driver') === 'llvmpipe' && inject('all') ? 50 : 10;

it(`${epochs * 100} steps: textures, their bytes and programs are after the last what they were after the hundredth`, {
  timeout: 300_000,
}, async () => {
  const backend = webgl();
  await setBackend(backend);
  seed(1);
  const net = sequential([
    conv2d({ filters: 2, kernelSize: 3, activation: 'relu', inputShape: [8, 8, 1] }),
    flatten(),
    dense({ units: 4, activation: 'softmax' }),
  ]);
  net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
  const { x, y } = stripes(400);
  const standing = () => ({ ...memory(), programs: backend.programs });
  const found: ReturnType<typeof standing>[] = [];
  const callbacks = [{ onBatchEnd: (batch: number) => void (batch === 99 && found.push(standing())) }];
  const { history } = await net.fit(x, y, { epochs, batchSize: 4, callbacks, verbose: 0 });
  expect(found).toHaveLength(epochs);
  expect(found.at(-1)).toEqual(found[0]);
  expect(found[0].textures).toBeGreaterThan(0);
  expect(history.loss.at(-1)).toBeLessThan(0.1);
});

declare module 'vitest' {
  interface ProvidedContext {
    driver: 'swiftshader' | 'llvmpipe';
    all: boolean;
  }
}
