export { Dataset, type FromGeneratorOptions } from './Dataset';
export type { Batched, Example, Leaf, NestedNumbers } from './example';
export { type FashionMnistOptions, fashionMnist } from './fashionMnist';
export type { ImageClassification, LabelledImages } from './labelledImages';
export { type MnistOptions, mnist } from './mnist';
export type { NdArray } from './ndArray';
export { type ReadIdxOptions, readIdx } from './readIdx';
export { rescale } from './rescale';
// Splits.
export type { ClassLabels, Stratify } from './split/classes';
export type { SplitOf } from './split/draw';
export { type KFoldOptions, kFold } from './split/kFold';
export { type StratifiedSplitOptions, stratifiedSplit } from './split/stratifiedSplit';
export { type Rows, takeRows } from './split/takeRows';
export { type TrainTest, type TrainTestSplitOptions, trainTestSplit } from './split/trainTestSplit';
export type { BatchOptions } from './stages/batch';
export type { ArrayLeaf, Arrays, ExampleOf } from './stages/fromArrays';
export type { MapFunction } from './stages/map';
export type { ShuffleOptions } from './stages/shuffle';
// Text.
export type { ByteSource } from './text/byteChunks';
export { cleanKim2014 } from './text/cleanKim2014';
export { type EmbeddingMatrixOptions, embeddingMatrix } from './text/embeddingMatrix';
export { type PadSequencesOptions, padSequences } from './text/padSequences';
export { type ReadWord2vecOptions, readGlove, readWord2vec, type WordVectors } from './text/readWord2vec';
export type { SequenceEnd } from './text/rows';
export type { StandardizeLike, StandardizeName, TextSplitLike, TextSplitName } from './text/standardize';
export {
  type TextOutputMode,
  TextVectorization,
  type TextVectorizationOptions,
  textVectorization,
} from './text/TextVectorization';
export { type TextMatrixMode, type TextOrTokens, Tokenizer, type TokenizerOptions, tokenizer } from './text/Tokenizer';
export type { KerasTextVectorizationConfig } from './text/textVectorizationConfig';
export type { WordVectorsOptions } from './text/VectorTable';
