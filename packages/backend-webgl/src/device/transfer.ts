import { DeviceLostError, type DType, hostArray, type TypedArray } from '@striate/tensor';
import type { Layout } from '../layout';
import type { Device } from './Device';
import type { Texture } from './TexturePool';
import { until } from './until';

/** Where row m begins in the texels of all layers, in values. */
function startOfRow({ layers, blockShift, texels, width, height }: Layout, row: number): number {
  const block = Math.floor(row / layers);
  const y = block >> blockShift;
  const x = (block & (2 ** blockShift - 1)) * texels;
  return (((row % layers) * height + y) * width + x) * 4;
}

/** Fills a texture with values from host memory. */
export function upload(device: Device, texture: Texture, values: TypedArray): void {
  const { gl } = device;
  const { layout, kind } = texture;
  const { columns, rows, width, height, layers } = layout;
  const dtype: DType = kind === 'float' ? 'float32' : kind === 'int' ? 'int32' : 'uint8';
  // Layers beyond the rows there are hold nothing that anybody reads.
  const used = Math.min(rows, layers);
  const texels = hostArray(dtype, width * height * used * 4);
  for (let row = 0; row < rows; row++) {
    texels.set(values.subarray(row * columns, Math.min(values.length, (row + 1) * columns)), startOfRow(layout, row));
  }
  const { format, upload: type } = device.formats[kind];
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture.handle);
  gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, 0, width, height, used, format, type, texels);
}

/** The texels of a texture as they come from the device, layer after layer. */
type Texels = Float32Array | Int32Array | Uint32Array;

function texelArray(texture: Texture): Texels {
  const { width, height, rows, layers } = texture.layout;
  const length = width * height * Math.min(rows, layers) * 4;
  if (texture.kind === 'float') return new Float32Array(length);
  return texture.kind === 'int' ? new Int32Array(length) : new Uint32Array(length);
}

/** What came from a context that is lost, or that another one has replaced meanwhile, is no result. */
function check(device: Device, { generation }: Texture): void {
  device.checkLost();
  if (generation !== device.pool.generation)
    throw new DeviceLostError('webgl: the context of the GPU was lost while values were read');
}

/** Calls `read` for every layer that holds rows, bound for reading. */
function eachLayer({ gl }: Device, texture: Texture, read: (layer: number, length: number) => void): void {
  const { width, height, rows, layers } = texture.layout;
  gl.bindFramebuffer(gl.FRAMEBUFFER, texture.framebuffer);
  for (let layer = 0; layer < Math.min(rows, layers); layer++) {
    gl.readBuffer(gl.COLOR_ATTACHMENT0 + layer);
    read(layer, width * height * 4);
  }
}

function unpack(texels: Texels, { layout }: Texture, dtype: DType, size: number): TypedArray {
  const values = hostArray(dtype, size);
  const { columns, rows } = layout;
  for (let row = 0; row < rows; row++) {
    const from = startOfRow(layout, row);
    const to = row * columns;
    values.set(texels.subarray(from, from + Math.min(columns, size - to)), to);
  }
  return values;
}

/** The values of a texture at once; waits for the device. */
export function readNow(device: Device, texture: Texture, dtype: DType, size: number): TypedArray {
  const { gl } = device;
  const { width, height, kind } = { ...texture.layout, kind: texture.kind };
  const { format, readType } = device.formats[kind];
  const texels = texelArray(texture);
  eachLayer(device, texture, (layer, length) => {
    gl.readPixels(0, 0, width, height, format, readType, texels.subarray(layer * length, (layer + 1) * length));
  });
  check(device, texture);
  return unpack(texels, texture, dtype, size);
}

/** The values of a texture, by way of a buffer of the device, so that nobody waits for the draws before. */
export async function readLater(device: Device, texture: Texture, dtype: DType, size: number): Promise<TypedArray> {
  const { gl } = device;
  const { width, height } = texture.layout;
  const { format, readType } = device.formats[texture.kind];
  const texels = texelArray(texture);
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
  gl.bufferData(gl.PIXEL_PACK_BUFFER, texels.byteLength, gl.STREAM_READ);
  eachLayer(device, texture, (layer, length) => {
    gl.readPixels(0, 0, width, height, format, readType, layer * length * 4);
  });
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  try {
    device.checkLost();
    if (!fence) throw new Error('no fence');
    gl.flush();
    await passed(device, fence);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, texels);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    check(device, texture);
    return unpack(texels, texture, dtype, size);
  } finally {
    gl.deleteSync(fence);
    gl.deleteBuffer(buffer);
  }
}

function passed(device: Device, fence: WebGLSync): Promise<void> {
  const { gl } = device;
  return until(() => {
    const status = gl.clientWaitSync(fence, 0, 0);
    if (status === gl.ALREADY_SIGNALED || status === gl.CONDITION_SATISFIED) return true;
    device.checkLost();
    // The context was lost, and is back already: what was waited for is gone.
    return status === gl.WAIT_FAILED;
  });
}
