// Saves a model to a file again and again, until it is killed: `saveForever.ts PATH`.
import { cpu } from '@striate/backend-cpu';
import { dense, sequential } from '@striate/layers';
import { fill, setBackend } from '@striate/tensor';
import { saveModel } from '../saveModel';

await setBackend(cpu());
const net = sequential([dense({ units: 300, inputShape: [300] })]);
for (let i = 1; ; i++) {
  for (const weight of net.weights) weight.assign(fill(weight.shape, i));
  await saveModel(net, process.argv[2]);
  if (i === 1) process.stdout.write('saved\n');
}
