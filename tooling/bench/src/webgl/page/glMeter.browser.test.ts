import { expect, test } from 'vitest';
import { attribute, installGlMeter, readGl } from './glMeter';

installGlMeter();

function context(): WebGL2RenderingContext {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) throw new Error('no WebGL2');
  return gl;
}

function store(gl: WebGL2RenderingContext, target: number, allocate: () => void): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(target, texture);
  allocate();
  return texture;
}

test('knows what textures take, whichever way they are made, and the most of it', () => {
  attribute('one');
  const gl = context();
  const flat = store(gl, gl.TEXTURE_2D, () => gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, 4, 2));
  expect(readGl('one').bytes).toBe(4 * 2 * 16);
  store(gl, gl.TEXTURE_2D_ARRAY, () => gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA8UI, 4, 2, 8));
  store(gl, gl.TEXTURE_2D, () => gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, 3, 3, 0, gl.RED, gl.FLOAT, null));
  const all = 4 * 2 * 16 + 4 * 2 * 8 * 4 + 3 * 3 * 4;
  expect(readGl('one')).toMatchObject({ bytes: all, peakBytes: all });
  gl.deleteTexture(flat);
  gl.deleteTexture(flat);
  gl.deleteTexture(null);
  expect(readGl('one')).toMatchObject({ bytes: all - 4 * 2 * 16, peakBytes: all });
});

test('a context belongs to the library that used it first', () => {
  attribute('first');
  const own = context();
  own.linkProgram(own.createProgram());
  attribute('second');
  const other = context();
  for (const gl of [own, own, other]) gl.linkProgram(gl.createProgram());
  other.drawArrays(other.POINTS, 0, 0);
  expect(readGl('first')).toMatchObject({ programs: 3, draws: 0 });
  expect(readGl('second')).toMatchObject({ programs: 1, draws: 1 });
  expect(readGl('second').renderer).not.toBe('');
  expect(readGl('third')).toMatchObject({ renderer: 'none', programs: 0 });
});
