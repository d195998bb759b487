export { type AugmentationGridOptions, augmentationGrid } from './augmentation/augmentationGrid';
export { type AugmentBatch, type AugmentedOptions, augmented, type ImageBatch } from './augmentation/augmented';
export { Dataset, type FromGeneratorOptions, type Zippable, type Zipped } from './Dataset';
export type { Batched, Example, Leaf, NestedNumbers } from './example';
export { type FashionMnistOptions, fashionMnist } from './fashionMnist';
export {
  type FlowBatch,
  type FlowOptions,
  ImageDataGenerator,
  type ImageDataGeneratorFitOptions,
  imageDataGenerator,
} from './ImageDataGenerator/ImageDataGenerator';
export type { ImageDataGeneratorOptions, ShiftRange } from './ImageDataGenerator/ImageDataGeneratorOptions';
export type { TransformParameters } from './ImageDataGenerator/transformImages';
export type { ImageClassification, LabelledImages } from './labelledImages';
export { type MnistOptions, mnist } from './mnist';
export type { NdArray } from './ndArray';
export type { DatasetPosition } from './Passes';
export type { MapModule } from './parallel/taskOf';
export { type ReadIdxOptions, readIdx } from './readIdx';
export { rescale } from './rescale';
export type { BatchOptions } from './stages/batch';
export type { FilterFunction } from './stages/filter';
export type { ArrayLeaf, Arrays, ExampleOf } from './stages/fromArrays';
export type { MapContext, MapFunction, MapOptions } from './stages/map';
export type { ShuffleOptions } from './stages/shuffle';
