import { glsl } from './formats';
import type { ProgramSpec } from './Program';

/** A triangle over the whole viewport, from no attributes. */
export const vertexText = `#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(corner * 4.0 - 1.0, 0.0, 1.0);
}
`;

/** The text of a fragment that computes `rows` rows. */
export function fragmentText(spec: ProgramSpec, rows: number): string {
  const { vector } = glsl[spec.output];
  const each = (text: (i: number) => string) => Array.from({ length: rows }, (_, i) => text(i)).join('\n');
  const body =
    spec.main?.(rows) ??
    // A loop: the rows written out make software drivers compile four times as long, and run no faster.
    `locate();
${vector} all[ROWS];
for (int i = 0; i < ROWS; i++) all[i] = valueAt(outRow + i, outTexel);
${each((i) => `y${i} = all[${i}];`)}`;
  return `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2DArray;
precision highp isampler2DArray;
precision highp usampler2DArray;
#define ROWS ${rows}
${each((i) => `layout(location = ${i}) out ${vector} y${i};`)}
uniform ivec4 outLayout;
int outRow;
int outTexel;
void locate() {
  ivec2 place = ivec2(gl_FragCoord.xy);
  int block = place.x / outLayout.y;
  outTexel = place.x - block * outLayout.y;
  outRow = ((place.y << outLayout.w) + block) * ROWS;
}
${Object.entries(spec.inputs)
  .map(([name, kind]) => inputText(name, glsl[kind], rows))
  .join('')}${Object.entries(spec.uniforms ?? {})
  .map(([name, type]) => `uniform ${type} ${name};\n`)
  .join('')}${spec.head ?? ''}
${spec.value ? `${vector} valueAt(int row, int texel) {\n${spec.value}\n}\n` : ''}void main() {
${body}
}
`;
}

type Types = (typeof glsl)[keyof typeof glsl];

const inputText = (
  name: string,
  { sampler, vector, scalar }: Types,
  rows: number,
): string => `uniform ${sampler} ${name};
uniform ivec4 ${name}Layout;
${vector} ${name}At(int row, int texel) {
  int block = row >> ${Math.log2(rows)};
  return texelFetch(${name}, ivec3((block & ${name}Layout.z) * ${name}Layout.y + texel, block >> ${name}Layout.w, row & ${rows - 1}), 0);
}
${scalar} ${name}Element(int i) {
  int row = i / ${name}Layout.x;
  int column = i - row * ${name}Layout.x;
  return ${name}At(row, column >> 2)[column & 3];
}
`;
