import { BackendError } from '@striate/tensor';
import { textureFormats } from './formats';

export type Precision = 'float32' | 'float16';

/** What a device renders to. */
export interface Abilities {
  readonly precision: Precision;
  /** Colour attachments in use: texels a fragment writes. */
  readonly layers: 4 | 8;
}

/**
 * Finds out by drawing, for extensions promise more than some devices keep: Apple's limit the bytes of all attachments together, and
 * phones render to 16 bits only.
 */
export function probe(gl: WebGL2RenderingContext, precision?: Precision, layers?: 4 | 8): Abilities {
  gl.getExtension('EXT_color_buffer_float');
  gl.getExtension('EXT_color_buffer_half_float');
  const most = gl.getParameter(gl.MAX_COLOR_ATTACHMENTS) as number;
  for (const p of precision ? [precision] : (['float32', 'float16'] as const)) {
    for (const l of layers ? [layers] : ([8, 4] as const)) {
      if (l <= most && renders(gl, p, l)) return { precision: p, layers: l };
    }
  }
  const asked = [precision, layers && `${layers} attachments`].filter(Boolean).join(' with ') || 'float32 or float16';
  throw new BackendError(`webgl: the device cannot render to textures of ${asked}. Use cpu()`);
}

const value = 0.3125;

function renders(gl: WebGL2RenderingContext, precision: Precision, layers: number): boolean {
  const { internal } = textureFormats(gl, precision).float;
  const texture = gl.createTexture();
  const framebuffer = gl.createFramebuffer();
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
  gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, internal, 1, 1, layers);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  const attachments = Array.from({ length: layers }, (_, i) => gl.COLOR_ATTACHMENT0 + i);
  for (const [i, at] of attachments.entries()) gl.framebufferTextureLayer(gl.FRAMEBUFFER, at, texture, 0, i);
  gl.drawBuffers(attachments);
  let found = false;
  if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE) {
    for (const i of attachments.keys()) gl.clearBufferfv(gl.COLOR, i, [value, i, 0, 0]);
    const read = new Float32Array(4);
    gl.readBuffer(gl.COLOR_ATTACHMENT0 + layers - 1);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, read);
    found = read[0] === value && read[1] === layers - 1;
  }
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.deleteFramebuffer(framebuffer);
  gl.deleteTexture(texture);
  while (gl.getError() !== gl.NO_ERROR);
  return found;
}
