export type { BackendEntry, Skip } from './backends';
export type { Case, CaseInput, Tolerance } from './case';
export { naive } from './naiveBackend';
export { runConformance } from './suite';
