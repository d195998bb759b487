export { loadKerasWeights } from '@striate/formats';
