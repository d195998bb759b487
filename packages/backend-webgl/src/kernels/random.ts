import type { Kernels } from '@striate/tensor';
import type { ProgramSpec } from '../device/Program';
import type { Gpu } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { flatColumns, naturalColumns } from '../layout';
import { inLoop } from './inLoop';

/**
 * Philox4x32-10 (Salmon et al. 2011): a texel is the four words of one block. Products of 32 bits by 32 come from halves of 16; the sum
 * is kept from being fused with its product, which would round once where the CPU rounds twice.
 */
const philox: ProgramSpec = {
  name: 'randomUniform',
  inputs: {},
  output: 'float',
  uniforms: { words: 'ivec4', first: 'int', range: 'vec2', zero: 'int' },
  head: `
uvec2 multiply(uint a, uint b) {
  uint aLow = a & 0xffffu, aHigh = a >> 16, bLow = b & 0xffffu, bHigh = b >> 16;
  uint middle = aHigh * bLow + ((aLow * bLow) >> 16);
  uint carry = aLow * bHigh + (middle & 0xffffu);
  return uvec2(a * b, aHigh * bHigh + (middle >> 16) + (carry >> 16));
}
uvec4 block(uint number) {
  uvec4 x = uvec4(number, 0u, uint(words.z), uint(words.w));
  uvec2 key = uvec2(words.xy);
  for (int round = 0; round < 10; round++) {
    uvec2 a = multiply(0xd2511f53u, x.x);
    uvec2 b = multiply(0xcd9e8d57u, x.z);
    x = uvec4(b.y ^ x.y ^ key.x, b.x, a.y ^ x.w ^ key.y, a.x);
    key += uvec2(0x9e3779b9u, 0xbb67ae85u);
  }
  return x;
}`,
  value: `
  uint number = uint(first + row * outLayout.y + texel);
  vec4 u = vec4(block(number) >> 8) / 16777216.0;
  uvec4 product = floatBitsToUint(u * range.x) ^ uint(zero);
  return uintBitsToFloat(product) + range.y;`,
  main: inLoop('float'),
};

export function random(gpu: Gpu) {
  return {
    randomUniform: (_, out, { key, counter, first, low, high }) => {
      const natural = naturalColumns(out.shape, out.size, gpu.device);
      // Four neighbours have to lie in one texel.
      const columns = natural % 4 === 0 ? natural : flatColumns(out.size);
      gpu.draw(philox, gpu.target(out, columns), [], {
        words: [...key, ...counter],
        first: first / 4,
        range: [high - low, low],
        zero: 0,
      });
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}
