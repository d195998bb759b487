import type { Kernels, Pool2dParams, Shape } from '@striate/tensor';
import type { Kind } from '../device/formats';
import type { ProgramSpec, UniformType } from '../device/Program';
import type { Gpu, GpuView } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { rowLoop } from './inLoop';

// Rows are pixels. A fragment computes the same channels of pixels that follow each other, so that only the first is divided for.

const uniforms = {
  /** Height and width of the images that windows lie on, and of what has a pixel for each window. */
  size: 'ivec4',
  /** Height and width of the window, and its steps. */
  window: 'ivec4',
  /** Padding at the top, left, bottom and right. */
  edges: 'ivec4',
  channels: 'int',
  countPadding: 'int',
} as const satisfies Record<string, UniformType>;

/** Calls `pixel(n, y, x)` for each row of a fragment of images of the given height and width. */
const eachPixel = (height: string, width: string, output: Kind) => (rows: number) =>
  `
  locate();
  int line = outRow / ${width};
  int n = line / ${height};
  int y = line - n * ${height};
  int x = outRow - line * ${width};
${rowLoop(
  output,
  rows,
  `v = pixel(n, y, x);
    if (++x == ${width}) { x = 0; if (++y == ${height}) { y = 0; n++; } }`,
)}`;

/** The cells of a window, and how many of them the mean is taken over. */
const windowHead = `
ivec2 startOf(int y, int x) { return ivec2(y, x) * window.zw - edges.xy; }
float divisorOf(int y, int x) {
  ivec2 start = startOf(y, x);
  ivec2 low = countPadding == 1 ? -edges.xy : ivec2(0);
  ivec2 high = countPadding == 1 ? size.xy + edges.zw : size.xy;
  ivec2 cells = min(start + window.xy, high) - max(start, low);
  return float(cells.x * cells.y);
}`;

/** A pixel for each window, from what `cell` does with each of its cells inside the image. */
const overWindow = (type: 'vec4' | 'ivec4', begin: string, cell: string, end: string): string => `${windowHead}
${type} pixel(int n, int oy, int ox) {
  ivec2 start = startOf(oy, ox);
  ivec2 from = max(start, 0);
  ivec2 past = min(start + window.xy, size.xy);
  ${begin}
  for (int y = from.x; y < past.x; y++) {
    int line = (n * size.x + y) * size.y;
    for (int x = from.y; x < past.y; x++) {
      vec4 v = xAt(line + x, outTexel);
      ${cell}
    }
  }
  ${end}
}`;

const maxPool: ProgramSpec = {
  name: 'maxPool2d',
  inputs: { x: 'float' },
  output: 'float',
  uniforms,
  // The largest value beside the largest pattern of bits without the sign, which is that of NaN where there is one.
  head: overWindow(
    'vec4',
    'vec4 y_ = vec4(uintBitsToFloat(0xff800000u)); uvec4 bits = uvec4(0);',
    'y_ = max(y_, v); bits = max(bits, floatBitsToUint(v) & 0x7fffffffu);',
    'return mix(y_, uintBitsToFloat(uvec4(0x7fc00000u)), greaterThan(bits, uvec4(0x7f800000u)));',
  ),
  main: eachPixel('size.z', 'size.w', 'float'),
};

const avgPool: ProgramSpec = {
  name: 'avgPool2d',
  inputs: { x: 'float' },
  output: 'float',
  uniforms,
  head: overWindow('vec4', 'vec4 sum = vec4(0.0);', 'sum += v;', 'return sum / divisorOf(oy, ox);'),
  main: eachPixel('size.z', 'size.w', 'float'),
};

const maxPoolIndices: ProgramSpec = {
  name: 'maxPool2dIndices',
  inputs: { x: 'float' },
  output: 'int',
  uniforms,
  // Values are compared as whole numbers of the same order, in which both zeros are one and any NaN is the largest.
  head: `
ivec4 order(vec4 v) {
  ivec4 bits = floatBitsToInt(v);
  ivec4 size = bits & 0x7fffffff;
  ivec4 isNaN = (0x7f800000 - size) >> 31;
  ivec4 sign = bits >> 31;
  return (((size ^ sign) - sign) & ~isNaN) | (isNaN & 0x7fffffff);
}${overWindow(
    'ivec4',
    'ivec4 best = ivec4(-0x7fffffff); ivec4 found = ivec4(0);',
    `ivec4 rank = order(v);
      ivec4 isBetter = ivec4(greaterThan(rank, best));
      best = max(best, rank);
      found += isBetter * (line + x - found);`,
    'return found * channels + outTexel * 4 + ivec4(0, 1, 2, 3);',
  )}`,
  main: eachPixel('size.z', 'size.w', 'int'),
};

/** A pixel of the image, from what `each` does with every window that covers it, one by one in their order. */
const overWindows = (each: string): string => `${windowHead}
vec4 pixel(int n, int y, int x) {
  ivec2 place = ivec2(y, x) + edges.xy;
  ivec2 first = max((place - window.xy + window.zw) / window.zw, 0);
  ivec2 last = min(place / window.zw, size.zw - 1);
  vec4 sum = vec4(0.0);
  for (int oy = first.x; oy <= last.x; oy++) {
    int line = (n * size.z + oy) * size.w;
    for (int ox = first.y; ox <= last.y; ox++) {
      vec4 d = dyAt(line + ox, outTexel);
      ${each}
    }
  }
  return sum;
}`;

const maxPoolGrad: ProgramSpec = {
  name: 'maxPool2dGrad',
  inputs: { dy: 'float', indices: 'int' },
  output: 'float',
  uniforms,
  head: overWindows(`ivec4 own = ((n * size.x + y) * size.y + x) * channels + outTexel * 4 + ivec4(0, 1, 2, 3);
      sum += mix(vec4(0.0), d, equal(indicesAt(line + ox, outTexel), own));`),
  main: eachPixel('size.x', 'size.y', 'float'),
};

const avgPoolGrad: ProgramSpec = {
  name: 'avgPool2dGrad',
  inputs: { dy: 'float' },
  output: 'float',
  uniforms,
  head: overWindows('sum += d / divisorOf(oy, ox);'),
  main: eachPixel('size.x', 'size.y', 'float'),
};

function geometry([, h, w, c]: Shape, { window, strides, padding, outputSize, countPadding }: Pool2dParams) {
  return {
    size: [h, w, ...outputSize],
    window: [...window, ...strides],
    edges: [padding.top, padding.left, padding.bottom, padding.right],
    channels: c,
    countPadding: Number(countPadding),
  };
}

export function pool(gpu: Gpu) {
  return {
    maxPool2d: ([x], out, params) => forward(gpu, maxPool, x, out, params),
    avgPool2d: ([x], out, params) => forward(gpu, avgPool, x, out, params),
    maxPool2dIndices: ([x], out, params) => forward(gpu, maxPoolIndices, x, out, params),
    // Windows overlap: to find the maximum of each once, and to ask them then, reads a third of what asking each pixel's windows does.
    maxPool2dGrad: ([dy, x], out, params) => {
      const channels = x.shape[3];
      const uniforms = geometry(x.shape, params);
      const indices = gpu.temporary(dy.size, channels, 'int32');
      gpu.draw(maxPoolIndices, indices, [gpu.texture(x, channels)], uniforms);
      gpu.draw(maxPoolGrad, gpu.target(out, channels), [gpu.texture(dy, channels), indices], uniforms);
      gpu.release(indices);
    },
    avgPool2dGrad: ([dy], out, params) => {
      const channels = dy.shape[3];
      gpu.draw(avgPoolGrad, gpu.target(out, channels), [gpu.texture(dy, channels)], geometry(out.shape, params));
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}

function forward(gpu: Gpu, spec: ProgramSpec, x: GpuView, out: GpuView, params: Pool2dParams): void {
  const channels = x.shape[3];
  gpu.draw(spec, gpu.target(out, channels), [gpu.texture(x, channels)], geometry(x.shape, params));
}
