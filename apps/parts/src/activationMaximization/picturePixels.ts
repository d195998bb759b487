import { type Model, pictureRules, type Tensor } from 'striate';

/** What a network takes for a picture, as a picture again. */
export async function picturePixels(model: Model, x: Tensor): Promise<ImageData> {
  const [, height, width, channels] = x.shape;
  const { scale = 1 / 255, mean, std, channelOrder } = pictureRules(model).preprocessing ?? {};
  const values = await x.data();
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) {
      const from = channels === 1 ? 0 : channelOrder === 'bgr' ? 2 - c : c;
      image.data[i * 4 + c] = Math.round(
        (values[i * channels + from] * (std?.[from] ?? 1) + (mean?.[from] ?? 0)) / scale,
      );
    }
    image.data[i * 4 + 3] = 255;
  }
  return image;
}
