// Trains a small network with a backup every few steps, slowly enough to be killed, and prints its weights when it is done.
// Arguments: place of the backup, number of threads, milliseconds a step.
import { cpu } from '@striate/backend-cpu';
import { seed, setBackend } from '@striate/tensor';
import { batchNormalization } from '../../layers/BatchNormalization';
import { conv2d } from '../../layers/Conv2D';
import { dense } from '../../layers/Dense';
import { dropout } from '../../layers/Dropout';
import { flatten } from '../../layers/Flatten';
import { sequential } from '../../models/Sequential';
import { adam } from '../../optimizers/Adam';
import { cosineDecay } from '../../schedules/cosineDecay';
import { stripes } from '../../testing/stripes';
import { backupAndRestore } from '../callbacks/backupAndRestore';
import { earlyStopping } from '../callbacks/earlyStopping';

const [place, threads, pause] = process.argv.slice(2);
await setBackend(cpu({ threads: Number(threads) }));
seed(7);
const net = sequential([
  conv2d({ filters: 8, kernelSize: 3, inputShape: [8, 8, 1] }),
  batchNormalization(),
  flatten(),
  dropout({ rate: 0.3 }),
  dropout({ rate: 0.1, seed: 3 }),
  dense({ units: 4, activation: 'softmax' }),
]);
const learningRate = cosineDecay({ initialLearningRate: 0.01, decaySteps: 60 });
net.compile({
  optimizer: adam({ learningRate }),
  loss: 'sparseCategoricalCrossentropy',
  metrics: ['accuracy'],
});
const { x, y } = stripes(320);
let steps = 0;
const { history } = await net.fit(x, y, {
  epochs: 3,
  batchSize: 16,
  validationSplit: 0.1,
  verbose: 0,
  callbacks: [
    {
      async onBatchEnd() {
        console.log(`step ${++steps}`);
        await new Promise((resolve) => setTimeout(resolve, Number(pause)));
      },
    },
    earlyStopping({ patience: 9, restoreBestWeights: true }),
    backupAndRestore(place, { saveFreq: 3 }),
  ],
});
const bytes = await net.toSafetensors();
const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
console.log(`weights ${Buffer.from(digest).toString('hex')}`);
console.log(`history ${JSON.stringify(history)}`);
process.exit(0);
