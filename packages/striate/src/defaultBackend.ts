import { cpu } from '@striate/backend-cpu';
import { setDefaultBackend } from '@striate/tensor';

// Nothing starts before the first tensor is made, and `setBackend` takes precedence.
setDefaultBackend(() => cpu());
