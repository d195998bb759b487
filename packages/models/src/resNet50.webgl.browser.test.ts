import { webgl } from '@striate/backend-webgl';
import { seed, setBackend, tensor } from '@striate/tensor';
import { expect, it } from 'vitest';
import { resNet50 } from './resNet';

// Sizes are uniforms of programs, not part of them: their number does not grow with that of the shapes.
it('ResNet-50 is trained by few programs, whatever its shapes', async () => {
  const backend = webgl();
  await setBackend(backend);
  seed(1);
  const net = resNet50({ inputShape: [64, 64, 3], classes: 10 });
  const begun = backend.programs;
  net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const images = tensor(
    Float32Array.from({ length: 2 * 64 * 64 * 3 }, (_, i) => ((i * 7) % 11) / 11),
    [2, 64, 64, 3],
  );
  const logs = await net.trainOnBatch(images, tensor([3, 7], 'int32'));
  expect(Object.values(logs).every(Number.isFinite)).toBe(true);
  expect(backend.programs - begun).toBeLessThanOrEqual(50);
});
