export { Dataset, type FromGeneratorOptions } from './Dataset';
export type { Batched, Example, Leaf, NestedNumbers } from './example';
export { type FashionMnistOptions, fashionMnist } from './fashionMnist';
export type { Channels } from './images/channels';
export type { BadFile, FileCheck } from './images/checkFiles';
export { type DecodeImageOptions, decodeImage } from './images/decodeImage';
export { encodePng } from './images/encodePng';
export type { FolderSource } from './images/folderFiles';
export { type FromPixelsOptions, fromPixels, type PixelSource } from './images/fromPixels';
export type { ImageBytesOptions } from './images/imageBytes';
export { type ImageFolder, type ImageFolderOptions, imageFolder, type LabelledImage } from './images/imageFolder';
export { type ImageFormat, type ImageHeader, type ImageHeaderOptions, imageHeader } from './images/imageHeader';
export type { ImageSource } from './images/imageSource';
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
export type { ImageClassification, LabelledImages } from './labelledImages';
export { type MnistOptions, mnist } from './mnist';
export type { NdArray } from './ndArray';
export { type ReadIdxOptions, readIdx } from './readIdx';
export { rescale } from './rescale';
export type { BatchOptions } from './stages/batch';
export type { ArrayLeaf, Arrays, ExampleOf } from './stages/fromArrays';
export type { MapFunction } from './stages/map';
export type { ShuffleOptions } from './stages/shuffle';
