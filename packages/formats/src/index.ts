// The contents of the package: files in, files out.

export type { LoadReport, TensorMap } from './LoadReport';
// PyTorch's files.
export { readStateDict } from './pytorch/readStateDict';
// Between PyTorch's state dicts and models.
export type { LoadTensorsOptions } from './stateDict/fill';
export { type LoadStateDictOptions, loadStateDict } from './stateDict/loadStateDict';
export { loadTensors } from './stateDict/loadTensors';
export { timmVggNames } from './stateDict/timmVggNames';
export { toStateDict } from './stateDict/toStateDict';
