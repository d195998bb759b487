/** Grey with a little noise: where every picture begins. */
export function paintNoise(canvas: HTMLCanvasElement): void {
  const image = new ImageData(canvas.width, canvas.height);
  let state = 1;
  for (let i = 0; i < image.data.length; i++) {
    state = (state * 48271) % 2147483647;
    image.data[i] = i % 4 === 3 ? 255 : 104 + (state % 48);
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
