// TODO once the packages export it: lenet5(), compile, fit on the CPU backend.
import { cpu } from '@striate/backend-cpu';
import { seed, setBackend } from '@striate/tensor';

await setBackend(cpu());
seed(42);
