import { cpu } from '@striate/backend-cpu';
import { setBackend } from '@striate/tensor';
import { serveTraining } from '../serveTraining';
import { stripeBatches } from './stripeBatches';

await setBackend(cpu({ threads: 1 }));
serveTraining({ datasets: { stripes: stripeBatches } });
