import { inject } from 'vitest';
import { type BackendEntry, backends } from './backends';
import { runConformance } from './suite';

const environment = typeof window === 'undefined' ? 'node' : 'browser';
// The second driver of WebGL has nothing new to say of the CPU, nor of a second number of attachments; and it is the quicker one, so
// that the first repeats its cases only where everything runs.
const isSecondDriver = environment === 'browser' && inject('driver') === 'llvmpipe';
const isLeftToSecond = ({ name }: BackendEntry) => name === 'webgl' && inject('drivers') > 1 && !inject('all');

for (const backend of backends) {
  const isHere = (backend.environment ?? environment) === environment;
  if (isSecondDriver ? backend.name === 'webgl' : isHere && !isLeftToSecond(backend)) runConformance(backend);
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Whose WebGL2 a browser test meets: see vitest.config.ts. */
    driver: 'swiftshader' | 'llvmpipe';
    /** How many there are: the second comes with Mesa. */
    drivers: number;
    /** `npm test -- --all`: what takes long, too. */
    all: boolean;
  }
}
