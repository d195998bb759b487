import { StriateError } from '@striate/tensor';
import type { Region } from './Region';

/** Larger canvases and textures are not to be had everywhere. */
const tile = 4096;

/** The pixels of a part of a bitmap, red, green, blue and alpha. */
export function readBitmap(bitmap: ImageBitmap, region: Region, alpha: boolean): Uint8Array {
  const out = new Uint8Array(region.height * region.width * 4);
  // A 2D canvas multiplies colours by alpha, and loses them where it is small.
  const read = alpha ? readWithWebgl : readWithCanvas;
  for (let top = 0; top < region.height; top += tile) {
    for (let left = 0; left < region.width; left += tile) {
      const height = Math.min(tile, region.height - top);
      const width = Math.min(tile, region.width - left);
      const part = read(bitmap, { top: region.top + top, left: region.left + left, height, width });
      for (let row = 0; row < height; row++) {
        out.set(part.subarray(row * width * 4, (row + 1) * width * 4), ((top + row) * region.width + left) * 4);
      }
    }
  }
  return out;
}

type Pixels = Uint8Array | Uint8ClampedArray;

function readWithCanvas(bitmap: ImageBitmap, { top, left, height, width }: Region): Pixels {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new StriateError(`decodeImage: the browser gives no canvas of ${width} x ${height} pixels`);
  context.drawImage(bitmap, -left, -top);
  return context.getImageData(0, 0, width, height).data;
}

/** A texture keeps colours and alpha apart; attached to a frame buffer it can be read. */
function readWithWebgl(bitmap: ImageBitmap, { top, left, height, width }: Region): Pixels {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) throw new StriateError('decodeImage: an image with alpha needs WebGL 2, which the browser does not give');
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
  gl.pixelStorei(gl.UNPACK_SKIP_ROWS, top);
  gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, left);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(
    gl.FRAMEBUFFER,
    gl.COLOR_ATTACHMENT0,
    gl.TEXTURE_2D,
    gl.getParameter(gl.TEXTURE_BINDING_2D),
    0,
  );
  const pixels = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  // Of contexts there are only a few.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return pixels;
}
