import type { Kind } from '../device/formats';
import { glsl } from '../device/formats';
import type { ProgramSpec } from '../device/Program';
import type { Texture } from '../device/TexturePool';
import type { Gpu } from '../Gpu';

/** The same row-major values in rows of other lengths: whole texels where both have such, else value by value. */
const program = (kind: Kind): ProgramSpec => ({
  name: 'relayout',
  inputs: { x: kind },
  output: kind,
  value: `
  if (((xLayout.x | outLayout.x) & 3) == 0) {
    int at = row * outLayout.y + texel;
    int from = at / xLayout.y;
    return xAt(from, at - from * xLayout.y);
  }
  int at = row * outLayout.x + texel * 4;
  return ${glsl[kind].vector}(xElement(at), xElement(at + 1), xElement(at + 2), xElement(at + 3));`,
});

const programs = { float: program('float'), int: program('int'), byte: program('byte') };

/** Fills `out` with the values of `x`, which lie in another layout. */
export function relayout(gpu: Gpu, out: Texture, x: Texture): void {
  gpu.draw(programs[x.kind], out, [x]);
}
