import { inject } from 'vitest';
import { type BackendEntry, backends } from './backends';
import { runConformance } from './suite';

const environment = typeof window === 'undefined' ? 'node' : 'browser';
// The second driver of WebGL has nothing new to say of the CPU. It is the quicker one, so that the first repeats its cases only where
// everything runs.
const isSecondDriver = environment === 'browser' && inject('driver') === 'llvmpipe';
const isLeftToSecond = environment === 'browser' && !isSecondDriver && inject('drivers') > 1 && !inject('all');

function runsHere({ name, environment: place = environment, thorough }: BackendEntry): boolean {
  if (thorough && !inject('all')) return false;
  const isWebgl = name.startsWith('webgl');
  return place === environment && (isWebgl ? !isLeftToSecond : !isSecondDriver);
}

for (const backend of backends.filter(runsHere)) runConformance(backend);

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
