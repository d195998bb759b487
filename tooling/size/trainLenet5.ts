import { cpu } from '@striate/backend-cpu';
import { sgd } from '@striate/layers';
import { lenet5 } from '@striate/models';
import { seed, setBackend, tensor } from '@striate/tensor';

// In a listener, for what nothing can call a bundler leaves out.
document.addEventListener('train', async (event) => {
  const { images, labels } = (event as CustomEvent<{ images: Float32Array; labels: Int32Array }>).detail;
  await setBackend(cpu());
  seed(42);
  const net = lenet5();
  net.compile({ optimizer: sgd(), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const count = labels.length;
  await net.fit(tensor(images, [count, 28, 28, 1]), tensor(labels, [count]), { epochs: 1 });
});
