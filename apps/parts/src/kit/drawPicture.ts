/** What a canvas can draw, and how large it is. */
export interface Drawable {
  readonly picture: CanvasImageSource;
  readonly width: number;
  readonly height: number;
}

export interface DrawPictureOptions {
  /** The side of a square crop from the middle; of a whole picture, its longer side at most. */
  readonly size: number;
  readonly whole?: boolean;
  /** As in a mirror. */
  readonly flipped?: boolean;
}

/** Draws a picture into a canvas that takes its size, and reads the pixels. */
export function drawPicture(
  canvas: HTMLCanvasElement,
  { picture, width, height }: Drawable,
  { size, whole = false, flipped = false }: DrawPictureOptions,
): ImageData {
  const side = Math.min(width, height);
  const scale = whole ? Math.min(1, size / Math.max(width, height)) : size / side;
  canvas.width = whole ? Math.max(1, Math.round(width * scale)) : size;
  canvas.height = whole ? Math.max(1, Math.round(height * scale)) : size;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no canvas to draw in.');
  context.imageSmoothingQuality = 'high';
  if (flipped) context.setTransform(-1, 0, 0, 1, canvas.width, 0);
  const [cropWidth, cropHeight] = whole ? [width, height] : [side, side];
  const [left, top] = [(width - cropWidth) / 2, (height - cropHeight) / 2];
  context.drawImage(picture, left, top, cropWidth, cropHeight, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
