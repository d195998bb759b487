import { setDefaultBackend } from '@striate/tensor';
import { chooseBackendNow } from './chooseBackend';

// Nothing starts before the first tensor is made, and `setBackend` takes precedence.
setDefaultBackend(chooseBackendNow);
