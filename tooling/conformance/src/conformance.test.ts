import { inject } from 'vitest';
import { backends } from './backends';
import { runConformance } from './suite';

const environment = typeof window === 'undefined' ? 'node' : 'browser';
// The second driver of WebGL has nothing new to say of the CPU.
const onlyWebgl = environment === 'browser' && inject('driver') === 'llvmpipe';

for (const backend of backends) {
  const own = backend.environment ?? (onlyWebgl ? 'node' : environment);
  if (own === environment) runConformance(backend);
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Whose WebGL2 a browser test meets: see vitest.config.ts. */
    driver: 'swiftshader' | 'llvmpipe';
  }
}
