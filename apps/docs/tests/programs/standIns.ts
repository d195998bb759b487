// What examples speak of without making it, and its types: such an example is compiled and not run.

const of = (name: string) => `import('striate').${name}`;
const each = (type: string, names: string) => Object.fromEntries(names.split(' ').map((name) => [name, type]));
const made = (name: string) => `ReturnType<typeof ${of(name)}>`;

/** By name, or by `export/name` or `package/name` where one of these means another thing by it. */
export const standIns: Readonly<Record<string, string>> = {
  ...each(of('Model'), 'net student teacher unet'),
  ...each(made('normalization'), 'layer'),
  ...each(of('Optimizer'), 'optimizer'),
  ...each(of('Tensor'), 'answer b beta bias displacement embeddings features filter gamma grid images labels logits'),
  ...each(
    of('Tensor'),
    'others painting photo picture photos pictures question scale shift shortcut testImages testLabels',
  ),
  ...each(of('Tensor'), 'testPictures w x y explain/digits'),
  ...each(of('Variable'), 'movingMean movingVariance'),
  ...each(of('NdArray'), 'featureMap image writeNpz/features'),
  ...each(of('NdArray<Uint8Array>'), 'cat'),
  ...each('HTMLCanvasElement', 'canvas'),
  ...each('HTMLImageElement', 'encodePng/image'),
  ...each('HTMLVideoElement', 'otherPicture video'),
  ...each('File', 'file'),
  ...each('typeof globalThis.Worker', 'Worker'),
  ...each('ReadonlyMap<string, import("striate").StoredTensor>', 'tensors'),
  ...each('{ x: import("striate").Tensor; y: import("striate").Tensor }', 'batch'),
  ...each(of('FineTuneData'), 'data'),
  ...each(of('Dataset<{ x: import("striate").NdArray; y: number }>'), 'dataset digits train'),
  ...each(of('Dataset<{ text: string; y: number }>'), 'textVectorization/dataset'),
  ...each(of('Dataset<string>'), 'files Dataset.map/texts'),
  ...each(of('Dataset<import("striate").Tensor>'), 'Dataset.zip/images Dataset.zip/labels'),
  ...each(of('ImageDataGenerator'), 'generator'),
  ...each(made('textVectorization'), 'vectorize'),
  ...each('string[]', 'texts trainTexts words'),
  ...each('ReadonlyMap<string, number>', 'Dataset.map/ids'),
  ...each('number', 'epochs stepsPerEpoch'),
  ...each('number[]', 'classes transfer/labels'),
  ...each('Int32Array', 'data/labels'),
  ...each('Float32Array', 'matrix pixels'),
  ...each('Uint8Array<ArrayBuffer>', 'bytes packed'),
  ...each('string', 'json'),
  ...each('boolean', 'done'),
  ...each('(value: unknown) => void', 'draw show'),
  ...each('(value: any) => { x: number[]; y: number }', 'augment decode'),
};
