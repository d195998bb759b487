import '../onCpu';
import {
  imagenetLabels,
  lecture5Cnn,
  lenet5,
  type Model,
  mnist,
  pictureRules,
  preprocess,
  resNetCifar,
  setPictureRules,
} from 'striate';
import { drawPicture } from '../kit/drawPicture';
import { type PhotoName, photos } from '../photos/photos';

/** The networks that come with the page. */
export type NetworkChoice = 'lenet5' | 'resnet20' | 'lecture5Cnn';

const networks = {
  lenet5: () => lenet5({ weights: 'mnist' }),
  resnet20: () => resNetCifar(20, { weights: 'cifar10' }),
  lecture5Cnn: () => lecture5Cnn({ weights: 'fashion-mnist' }),
} satisfies Record<NetworkChoice, () => Promise<Model>>;

/** A network with its packaged weights. */
export function openNetwork(name: NetworkChoice): Promise<Model> {
  return networks[name]();
}

/** Names of a model's classes, where they are known. */
export async function classNames(model: Model): Promise<readonly string[]> {
  const { labels } = pictureRules(model);
  return labels === 'imagenet' ? imagenetLabels() : (labels ?? []);
}

/** A picture as a model takes it; 0 … 1 where nothing else is known. */
export async function pictureFor(model: Model, image: ImageData): Promise<Float32Array> {
  if (!pictureRules(model).preprocessing) {
    const [, height, width, channels] = model.inputs[0].shape;
    setPictureRules(model, {
      ...pictureRules(model),
      preprocessing: {
        size: [height ?? 64, width ?? 64],
        channels: channels === 1 ? 1 : 3,
        resize: 'stretch',
        scale: 1 / 255,
      },
    });
  }
  const x = await preprocess(image, pictureRules(model).preprocessing ?? 'torch');
  const values = Float32Array.from(await x.data());
  x.dispose();
  return values;
}

/** One digit of each kind, of those that come with Striate: 28x28 values from 0 to 1. */
export async function sampleDigits(): Promise<Float32Array[]> {
  const { test } = await mnist();
  const { data } = test.images;
  return Array.from({ length: 10 }, (_, digit) => {
    const at = test.labels.indexOf(digit) * 784;
    return Float32Array.from(data.subarray(at, at + 784), (byte) => byte / 255);
  });
}

/** A photograph that comes with the page. */
export async function photoImage(name: PhotoName): Promise<ImageData> {
  const picture = await createImageBitmap(await (await fetch(photos[name])).blob());
  const { width, height } = picture;
  return drawPicture(document.createElement('canvas'), { picture, width, height }, { size: 224 });
}
