export { Dataset, type FromGeneratorOptions } from './Dataset';
export type { Batched, Example, Leaf, NestedNumbers } from './example';
export { type FashionMnistOptions, fashionMnist } from './fashionMnist';
export type { ImageClassification, LabelledImages } from './labelledImages';
export { type MnistOptions, mnist } from './mnist';
export type { NdArray } from './ndArray';
export { type ReadIdxOptions, readIdx } from './readIdx';
export { rescale } from './rescale';
export type { BatchOptions } from './stages/batch';
export type { ArrayLeaf, Arrays, ExampleOf } from './stages/fromArrays';
export type { MapFunction } from './stages/map';
export type { ShuffleOptions } from './stages/shuffle';
// Text.
export { cleanKim2014 } from './text/cleanKim2014';
export { type PadSequencesOptions, padSequences } from './text/padSequences';
export type { End } from './text/rows';
export type { Split, SplitName, Standardize, StandardizeName } from './text/standardize';
export {
  type TextOutputMode,
  TextVectorization,
  type TextVectorizationOptions,
  textVectorization,
} from './text/TextVectorization';
export { type TextMatrixMode, type TextOrTokens, Tokenizer, type TokenizerOptions, tokenizer } from './text/Tokenizer';
export type { KerasTextVectorizationConfig } from './text/textVectorizationConfig';
