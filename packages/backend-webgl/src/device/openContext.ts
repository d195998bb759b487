import { BackendError } from '@striate/tensor';

/** Anything a WebGL2 context can be had from. */
export type Canvas = HTMLCanvasElement | OffscreenCanvas;

const attributes: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  depth: false,
  stencil: false,
  premultipliedAlpha: false,
  preserveDrawingBuffer: false,
  powerPreference: 'high-performance',
};

/** A WebGL2 context: of `canvas`, or of one of its own, in a page and in a worker. */
export function openContext(canvas: Canvas | undefined): WebGL2RenderingContext {
  const own = canvas ?? newCanvas();
  const gl = own.getContext('webgl2', attributes);
  if (!gl || !('texImage3D' in gl)) {
    throw new BackendError(
      'webgl: this browser gives no WebGL2 context: it has none, or hardware acceleration is off. Use cpu()',
    );
  }
  return gl;
}

function newCanvas(): Canvas {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(1, 1);
  if (typeof document !== 'undefined') return document.createElement('canvas');
  throw new BackendError('webgl: there is no canvas here: WebGL2 needs a browser. Use cpu()');
}
