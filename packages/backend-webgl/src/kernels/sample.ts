import type { FillMode, Kernels, SampleOptions, View } from '@striate/tensor';
import type { Kind } from '../device/formats';
import type { ProgramSpec } from '../device/Program';
import type { Gpu } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { inLoop } from './inLoop';

/** As the programs have them. */
const modes: Readonly<Record<FillMode, number>> = { constant: 0, nearest: 1, reflect: 2, wrap: 3 };

/** Looks images up, in rows of their channels; `place` gives the (x, y) of a pixel of the output. */
const program = (name: string, kind: Kind, input: string, place: string): ProgramSpec => ({
  name,
  inputs: { images: kind, [input]: 'float' },
  output: 'float',
  main: inLoop('float'),
  uniforms: { size: 'ivec4', mode: 'int', isNearest: 'int', fillValue: 'float' },
  head: `
int inside(int i, int n) {
  if (i >= 0 && i < n) return i;
  if (mode == ${modes.constant}) return -1;
  if (mode == ${modes.nearest}) return i < 0 ? 0 : n - 1;
  int period = mode == ${modes.reflect} ? 2 * n : n;
  i = i < 0 ? period - 1 - (-1 - i) % period : i % period;
  return i < n ? i : period - 1 - i;
}
vec4 look(int n, int y, int x, int texel) {
  int row = inside(y, size.x);
  int column = inside(x, size.y);
  return row < 0 || column < 0 ? vec4(fillValue) : vec4(imagesAt((n * size.x + row) * size.y + column, texel));
}
${place}`,
  value: `
  int line = row / size.w;
  int n = line / size.z;
  // So far outside, it makes no difference; and places up to there are whole numbers.
  vec2 at = clamp(placeOf(n, row, vec2(row - line * size.w, line - n * size.z)), -16777216.0, 16777216.0);
  ivec2 corner = ivec2(isNearest == 1 ? roundEven(at) : floor(at));
  vec4 y = look(n, corner.y, corner.x, texel);
  if (isNearest == 1) return y;
  vec2 share = at - vec2(corner);
  vec4 right = look(n, corner.y, corner.x + 1, texel);
  vec4 below = look(n, corner.y + 1, corner.x, texel);
  vec4 across = look(n, corner.y + 1, corner.x + 1, texel);
  y += (right - y) * share.x;
  return y + (below + (across - below) * share.x - y) * share.y;`,
});

const affine = (kind: Kind): ProgramSpec =>
  program(
    'affineSample',
    kind,
    'matrices',
    `vec2 placeOf(int n, int row, vec2 pixel) {
  float m[6];
  for (int i = 0; i < 6; i++) m[i] = matricesElement(n * 6 + i);
  return vec2(m[0] * pixel.x + m[1] * pixel.y + m[2], m[3] * pixel.x + m[4] * pixel.y + m[5]);
}`,
  );

const grid = (kind: Kind): ProgramSpec =>
  program(
    'gridSample',
    kind,
    'points',
    'vec2 placeOf(int n, int row, vec2 pixel) { return vec2(pointsElement(row * 2), pointsElement(row * 2 + 1)); }',
  );

const affines = { float: affine('float'), byte: affine('byte') };
const grids = { float: grid('float'), byte: grid('byte') };

const kindOf = ({ dtype }: View<GpuBuffer>) => (dtype === 'float32' ? 'float' : 'byte');

function settings(images: View<GpuBuffer>, out: View<GpuBuffer>, options: Required<SampleOptions>) {
  const [, height, width] = images.shape;
  return {
    size: [height, width, out.shape[1], out.shape[2]],
    mode: modes[options.fillMode],
    isNearest: Number(options.interpolation === 'nearest'),
    fillValue: options.fillValue,
  };
}

/** Images looked up between their pixels. */
export function sample(gpu: Gpu) {
  return {
    affineSample: ([images, matrices], out, params) => {
      const channels = images.shape[3];
      const inputs = [gpu.texture(images, channels), gpu.texture(matrices)];
      gpu.draw(affines[kindOf(images)], gpu.target(out, channels), inputs, settings(images, out, params));
    },
    gridSample: ([images, points], out, params) => {
      const channels = images.shape[3];
      const inputs = [gpu.texture(images, channels), gpu.texture(points)];
      gpu.draw(grids[kindOf(images)], gpu.target(out, channels), inputs, settings(images, out, params));
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}
