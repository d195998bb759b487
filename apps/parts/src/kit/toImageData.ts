import type { Preprocessing, Tensor } from 'striate';

/** A network's input, `[1, height, width, 3]`, as a picture again: the way back from `preprocess`. */
export async function toImageData(
  picture: Tensor,
  { scale, mean, std, channelOrder }: Preprocessing,
): Promise<ImageData> {
  const [, height, width] = picture.shape;
  const values = await picture.data();
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) {
      const to = channelOrder === 'bgr' ? 2 - c : c;
      image.data[i * 4 + to] = (values[i * 3 + c] * (std?.[c] ?? 1) + (mean?.[c] ?? 0)) / scale;
    }
    image.data[i * 4 + 3] = 255;
  }
  return image;
}
