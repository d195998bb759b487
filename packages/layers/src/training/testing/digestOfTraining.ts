import { cpu } from '@striate/backend-cpu';
import { seed, setBackend } from '@striate/tensor';
import { batchNormalization } from '../../layers/BatchNormalization';
import { conv2d } from '../../layers/Conv2D';
import { dense } from '../../layers/Dense';
import { dropout } from '../../layers/Dropout';
import { flatten } from '../../layers/Flatten';
import { maxPooling2d } from '../../layers/Pooling2D';
import { sequential } from '../../models/Sequential';
import { adam } from '../../optimizers/Adam';
import { randomFlip } from '../../preprocessing/RandomFlip';
import { randomRotation } from '../../preprocessing/RandomRotation';
import { stripes } from '../../testing/stripes';

/** SHA-256 of the weights after two epochs with everything random: first values, order, augmentation, dropout. */
export async function digestOfTraining(threads: number): Promise<string> {
  // A fused multiply-add rounds otherwise, and not every engine has it.
  await setBackend(cpu({ threads, relaxedSimd: false }));
  seed(42);
  const net = sequential([
    randomFlip({ mode: 'horizontal', inputShape: [32, 32, 1] }),
    randomRotation({ factor: 0.1, seed: 3 }),
    conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }),
    batchNormalization(),
    conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }),
    maxPooling2d(),
    flatten(),
    dropout({ rate: 0.3 }),
    dense({ units: 64, activation: 'tanh' }),
    dense({ units: 4, activation: 'softmax' }),
  ]);
  net.compile({ optimizer: adam({ learningRate: 1e-3 }), loss: 'sparseCategoricalCrossentropy' });
  const { x, y } = stripes(64, 4, 32);
  await net.fit(x, y, { epochs: 2, batchSize: 16, verbose: 0 });
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(await net.toSafetensors()));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What it is everywhere: any number of threads, Node.js and Chromium. A change of a kernel's order of sums changes it. */
export const digestEverywhere = '52674897b9b0c34eb3738612206c6af1539b39ed96e95453e9af5b01f9e9e2f9';
