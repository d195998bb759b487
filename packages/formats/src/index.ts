// The contents of the package: files in, files out.

// Keras' files.
export { encodeModel, type ModelFormat } from './keras/encodeModel';
export { type LoadKerasWeightsOptions, loadKerasWeights } from './keras/loadKerasWeights';
export { type LoadModelOptions, loadModel } from './keras/loadModel';
export { readKerasTensors } from './keras/readKerasTensors';
export { saveModel } from './keras/saveModel';
export type { LoadReport, TensorMap } from './LoadReport';
export { loadForeignWeights } from './loadForeignWeights';
// PyTorch's files.
export { encodeStateDict, writeStateDict } from './pytorch/encodeStateDict';
export { readStateDict } from './pytorch/readStateDict';
// Any of the formats.
export { readTensors } from './readTensors';
// Safetensors: decodeSafetensors and encodeSafetensors are in @striate/layers.
export { type OpenedSafetensors, openSafetensors } from './safetensors/openSafetensors';
export { writeSafetensors } from './safetensors/writeSafetensors';
// Between PyTorch's state dicts and models.
export type { LoadTensorsOptions } from './stateDict/fill';
export { type LoadStateDictOptions, loadStateDict } from './stateDict/loadStateDict';
export { loadTensors } from './stateDict/loadTensors';
export { timmVggNames } from './stateDict/timmVggNames';
export { toStateDict } from './stateDict/toStateDict';
