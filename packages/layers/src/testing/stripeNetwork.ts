import { seed } from '@striate/tensor';
import { batchNormalization } from '../layers/BatchNormalization';
import { conv2d } from '../layers/Conv2D';
import { dense } from '../layers/Dense';
import { dropout } from '../layers/Dropout';
import { flatten } from '../layers/Flatten';
import { maxPooling2d } from '../layers/Pooling2D';
import type { Sequential } from '../models/Sequential';
import { sequential } from '../models/Sequential';
import { adam } from '../optimizers/Adam';

/** A small network of the usual layers that learns `stripes`; the same each time. */
export function stripeNetwork(): Sequential {
  seed(7);
  const net = sequential([
    conv2d({ filters: 4, kernelSize: 3, activation: 'relu', inputShape: [8, 8, 1] }),
    batchNormalization(),
    maxPooling2d(),
    flatten(),
    dropout({ rate: 0.2 }),
    dense({ units: 4, activation: 'softmax' }),
  ]);
  net.compile({
    optimizer: adam({ learningRate: 0.01 }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return net;
}
