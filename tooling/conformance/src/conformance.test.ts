import { inject } from 'vitest';
import { backends } from './backends';
import { runConformance } from './suite';

const environment = typeof window === 'undefined' ? 'node' : 'browser';
// The second driver of WebGL has nothing new to say of the CPU, nor of a second number of attachments.
const isSecondDriver = environment === 'browser' && inject('driver') === 'llvmpipe';

for (const backend of backends) {
  const runs = isSecondDriver ? backend.name === 'webgl' : (backend.environment ?? environment) === environment;
  if (runs) runConformance(backend);
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Whose WebGL2 a browser test meets: see vitest.config.ts. */
    driver: 'swiftshader' | 'llvmpipe';
  }
}
