// The contents of the package: files in, files out.

export type { LoadReport, TensorMap } from './LoadReport';
// PyTorch.
export { readStateDict } from './pytorch/readStateDict';
