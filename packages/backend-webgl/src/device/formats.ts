import type { DType } from '@striate/tensor';

/** What a sampler of a texture gives, and a fragment writes: bools and bytes share one. */
export type Kind = 'float' | 'int' | 'byte';

export const kindOf: Readonly<Record<DType, Kind>> = { float32: 'float', int32: 'int', bool: 'byte', uint8: 'byte' };

/** The GLSL types of each kind. */
export const glsl = {
  float: { sampler: 'sampler2DArray', vector: 'vec4', scalar: 'float' },
  int: { sampler: 'isampler2DArray', vector: 'ivec4', scalar: 'int' },
  byte: { sampler: 'usampler2DArray', vector: 'uvec4', scalar: 'uint' },
} as const;

/** How WebGL is told of a kind of texture. */
export interface TextureFormat {
  readonly internal: number;
  readonly format: number;
  /** Of the values in host memory that are uploaded, and read back. */
  readonly upload: number;
  readonly readType: number;
  readonly bytesPerTexel: number;
}

export type TextureFormats = Readonly<Record<Kind, TextureFormat>>;

/** `precision` is that of the floats in textures; arithmetic has 32 bits either way. */
export function textureFormats(gl: WebGL2RenderingContext, precision: 'float32' | 'float16'): TextureFormats {
  const half = precision === 'float16';
  return {
    float: {
      internal: half ? gl.RGBA16F : gl.RGBA32F,
      format: gl.RGBA,
      upload: gl.FLOAT,
      readType: gl.FLOAT,
      bytesPerTexel: half ? 8 : 16,
    },
    int: { internal: gl.RGBA32I, format: gl.RGBA_INTEGER, upload: gl.INT, readType: gl.INT, bytesPerTexel: 16 },
    // Reading unsigned integers as 32-bit ones is what every device can.
    byte: {
      internal: gl.RGBA8UI,
      format: gl.RGBA_INTEGER,
      upload: gl.UNSIGNED_BYTE,
      readType: gl.UNSIGNED_INT,
      bytesPerTexel: 4,
    },
  };
}
