import { cpu } from '@striate/backend-cpu';
import { seed, setBackend } from '@striate/tensor';

// Extended to lenet5(), compile and fit as soon as they are exported.
document.addEventListener('click', async () => {
  await setBackend(cpu());
  seed(42);
});
