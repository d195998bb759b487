export { type AugmentationGridOptions, augmentationGrid } from './augmentation/augmentationGrid';
export { type AugmentBatch, type AugmentedOptions, augmented, type ImageBatch } from './augmentation/augmented';
export { Dataset, type FromGeneratorOptions, type Zippable, type Zipped } from './Dataset';
export { cifar10, cifar10Card } from './datasets/cifar10';
export type { DatasetCard, DatasetFile, DatasetOptions, WithCard } from './datasets/DatasetCard';
export { fashionMnist, fashionMnistCard } from './datasets/fashionMnist';
export type { ImageClassification, LabelledImages } from './datasets/labelledImages';
export { type MnistOptions, mnist, mnistCard } from './datasets/mnist';
export { type LabelledTexts, movieReviews, movieReviewsCard } from './datasets/movieReviews';
export { cachedFile, downloadFile, type FetchFileOptions, fetchFile, type RemoteFile } from './download/fetchFile';
export { DownloadError } from './download/obtain';
export type { DownloadProgress } from './download/progressLine';
export type { Checksums } from './download/verifier';
export type { Batched, Example, Leaf, NestedNumbers } from './example';
export type { DirectoryFlow, FlowFromDirectoryOptions } from './ImageDataGenerator/flowFromDirectory';
export {
  type FlowBatch,
  type FlowOptions,
  ImageDataGenerator,
  type ImageDataGeneratorFitOptions,
  imageDataGenerator,
} from './ImageDataGenerator/ImageDataGenerator';
export type { ImageDataGeneratorOptions, ShiftRange } from './ImageDataGenerator/ImageDataGeneratorOptions';
export type { TransformParameters } from './ImageDataGenerator/transformImages';
// Images.
export type { Channels } from './images/channels';
export type { BadFile, FileCheck } from './images/checkFiles';
export { type DecodeImageOptions, decodeImage } from './images/decodeImage';
export { encodePng } from './images/encodePng';
export type { FolderSource } from './images/folderFiles';
export { type FromPixelsOptions, fromPixels, type PixelSource } from './images/fromPixels';
export type { ImageBytesOptions } from './images/imageBytes';
export { type ImageFolder, type ImageFolderOptions, imageFolder, type LabelledImage } from './images/imageFolder';
export { type ImageFormat, type ImageHeader, type ImageHeaderOptions, imageHeader } from './images/imageHeader';
export type { Region, RegionChoice } from './images/Region';
export {
  type ImageLoader,
  type LoadContext,
  type RandomCropLoaderOptions,
  randomCropLoader,
} from './images/randomCropLoader';
export { type ImageSize, type ResizeImageOptions, resizeImage } from './images/resizeImage';
export { type SaveImageOptions, saveImage } from './images/saveImage';
export type { FolderSplit } from './images/splitFiles';
export { toCanvas } from './images/toCanvas';
export { type Webcam, type WebcamOptions, webcam } from './images/webcam';
export type { NdArray } from './ndArray';
export type { DatasetPosition } from './Passes';
export type { MapModule } from './parallel/taskOf';
// Text.
export type { ByteSource } from './readers/byteChunks';
export { inflate } from './readers/inflate';
export { type ReadOptions, readBytes } from './readers/readBytes';
export { type CifarImages, type ReadCifarOptions, readCifar } from './readers/readCifar';
export { type Column, type ReadCsvOptions, readCsv, type Table } from './readers/readCsv';
export { readIdx } from './readers/readIdx';
export { readNpy } from './readers/readNpy';
export { type ReadNpzOptions, readNpz } from './readers/readNpz';
export { type ReadTarOptions, readTar, type TarEntry } from './readers/readTar';
export { readZip, type ZipLimits } from './readers/readZip';
export { writeNpy } from './readers/writeNpy';
export { type WriteNpzOptions, writeNpz } from './readers/writeNpz';
export { type WriteZipOptions, writeZip } from './readers/writeZip';
export { rescale } from './rescale';
// Splits.
export type { ClassLabels, Stratify } from './split/classes';
export type { SplitOf } from './split/draw';
export { type KFoldOptions, kFold } from './split/kFold';
export { type StratifiedSplitOptions, stratifiedSplit } from './split/stratifiedSplit';
export { type Rows, takeRows } from './split/takeRows';
export { type TrainTest, type TrainTestSplitOptions, trainTestSplit } from './split/trainTestSplit';
export type { BatchOptions } from './stages/batch';
export type { FilterFunction } from './stages/filter';
export type { ArrayLeaf, Arrays, ExampleOf } from './stages/fromArrays';
export type { MapContext, MapFunction, MapOptions } from './stages/map';
export type { ShuffleOptions } from './stages/shuffle';
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
