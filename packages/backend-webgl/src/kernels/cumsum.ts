import type { Kernels } from '@striate/tensor';
import { glsl, type Kind, kindOf } from '../device/formats';
import type { ProgramSpec } from '../device/Program';
import type { Gpu, GpuView } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { eachLane, inLoop } from './inLoop';

/** Elements that one pass adds up: the next has to look that many times further back. */
const reach = 8;

/** Each element with the seven that are 1, 2 … 7 times `stride` before it; `offset` leaves out as many. */
const program = (kind: Kind): ProgramSpec => {
  const { scalar } = glsl[kind];
  return {
    name: 'cumsum',
    inputs: { x: kind },
    output: kind,
    uniforms: { sizes: 'ivec2', stride: 'int', offset: 'int', isReverse: 'int' },
    head: `
${scalar} running(int element) {
  int line = element / sizes.y;
  int i = line - line / sizes.x * sizes.x;
  int before = isReverse == 1 ? sizes.x - 1 - i : i;
  int direction = isReverse == 1 ? -sizes.y : sizes.y;
  ${scalar} total = ${scalar}(0);
  for (int k = 0; k < ${reach}; k++) {
    int back = offset + k * stride;
    if (back > before) break;
    total += xElement(element - back * direction);
  }
  return total;
}`,
    value: eachLane(kind, 'running'),
    main: inLoop(kind),
  };
};

const programs = { float: program('float'), int: program('int'), byte: program('byte') };

/** Running sums of [outer, n, inner] along n: sums of 8, of 64, of 512 …, pass by pass. */
export function cumsum(gpu: Gpu) {
  return {
    cumsum: ([x]: readonly [GpuView], out: GpuView, { exclusive, reverse }) => {
      const [, n, inner] = x.shape;
      const columns = gpu.columnsOf(x);
      let texture = gpu.texture(x);
      for (let stride = 1; stride === 1 || stride < n; stride *= reach) {
        const next = gpu.temporary(x.size, columns, x.dtype);
        gpu.draw(programs[kindOf[x.dtype]], next, [texture], {
          sizes: [n, inner],
          stride,
          offset: Number(exclusive && stride === 1),
          isReverse: Number(reverse),
        });
        if (stride > 1) gpu.release(texture);
        texture = next;
      }
      gpu.replace(out.buffer, texture);
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}
