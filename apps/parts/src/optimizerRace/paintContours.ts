/** How many bands of height a map has. */
const bands = 14;

const painted = new WeakMap<HTMLCanvasElement, Float32Array>();

/** Paints heights as bands of one colour, deeper where the surface is lower; the bands are narrow near the bottom. */
export function paintContours(canvas: HTMLCanvasElement, heights: Float32Array): void {
  if (painted.get(canvas) === heights) return;
  painted.set(canvas, heights);
  const size = Math.sqrt(heights.length);
  const least = heights.reduce((a, b) => Math.min(a, b));
  const most = heights.reduce((a, b) => Math.max(a, b));
  const image = new ImageData(size, size);
  heights.forEach((height, i) => {
    const share = ((height - least) / (most - least || 1)) ** (1 / 3);
    const band = Math.floor(share * bands) / bands;
    image.data.set([52, 112, 232, 150 * (1 - band) ** 1.5], i * 4);
  });
  canvas.width = size;
  canvas.height = size;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
