import { setModelFormats } from '@striate/layers';

// Loaded when a model is first saved whole, or given the weights of another framework.
setModelFormats(() => import('@striate/formats'));
