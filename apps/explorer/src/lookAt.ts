import { paintHeat } from '@striate/parts/gradCam/paintHeat';
import { pictureFor } from '@striate/parts/networkExplorer/openNetwork';
import { classify, gradCam, type Model, tensor } from 'striate';

/** What a classifier takes a picture for, and a picture of where it looks, laid over it. */
export async function lookAt(model: Model, image: ImageData, canvas: HTMLCanvasElement): Promise<string> {
  const pixels = await pictureFor(model, image);
  const [{ label, index, probability }] = await classify(model, image, { topK: 1 });
  const [, height, width, channels] = model.inputs[0].shape.map((d) => d ?? 64);
  const x = tensor(pixels, [1, height, width, channels]);
  const heat = gradCam(model, x, { classIndex: index });
  const values = Float32Array.from(await heat.data());
  for (const each of [x, heat]) each.dispose();

  const overlay = document.createElement('canvas');
  paintHeat(overlay, { values, height, width });
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext('2d');
  context?.putImageData(image, 0, 0);
  if (context) context.globalAlpha = 0.7;
  context?.drawImage(overlay, 0, 0, image.width, image.height);
  return `${label}: ${(100 * probability).toFixed(1)} %`;
}
