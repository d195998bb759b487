import { cpu } from '@striate/backend-cpu';
import { loadModel } from '@striate/formats';
import { setBackend, tensor } from '@striate/tensor';

// In a listener, for what nothing can call a bundler leaves out.
document.addEventListener('open', async (event) => {
  const { file, image } = (event as CustomEvent<{ file: Blob; image: Float32Array }>).detail;
  await setBackend(cpu());
  const net = await loadModel(file, { compile: false });
  await net.predict(tensor(image, [1, 28, 28, 1]));
});
