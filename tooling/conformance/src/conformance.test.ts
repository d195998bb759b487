import { backends } from './backends';
import { runConformance } from './suite';

const environment = typeof window === 'undefined' ? 'node' : 'browser';

for (const backend of backends) {
  if ((backend.environment ?? environment) === environment) runConformance(backend);
}
