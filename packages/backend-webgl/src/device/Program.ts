import type { Kind } from './formats';

/** GLSL types of uniforms that programs have beside their inputs. */
export type UniformType = 'int' | 'float' | 'ivec2' | 'ivec3' | 'ivec4' | 'ivec4[6]' | 'vec2' | 'vec4';

/**
 * What a fragment computes: a text in which sizes are uniforms, so that one program serves every shape. In it are known
 *
 * - `ROWS`, and for each input `x` its `xLayout` (columns, texels a row, blocks - 1, log2 of the blocks), `xAt(row, texel)` and
 *   `xElement(i)` of the i-th value in row-major order;
 * - `outLayout`, and after `locate()` the place of the fragment: `outTexel`, and `outRow`, the first of its rows;
 * - the results `y0 … y7`, one for each row.
 *
 * `value` is the body of a function of `row` and `texel` that returns one result; `main` computes all of them.
 */
export interface ProgramSpec {
  /** Shown in profiles and errors. */
  readonly name: string;
  readonly inputs: Readonly<Record<string, Kind>>;
  readonly output: Kind;
  readonly uniforms?: Readonly<Record<string, UniformType>>;
  /** Functions before it. */
  readonly head?: string;
  readonly value?: string;
  readonly main?: (rows: number) => string;
}

export type UniformValue = number | readonly number[];

/** A compiled program. */
export class Program {
  readonly handle: WebGLProgram;
  readonly spec: ProgramSpec;
  readonly inputLayouts: readonly (WebGLUniformLocation | null)[];
  readonly outLayout: WebGLUniformLocation | null;
  readonly #uniforms: readonly { name: string; set: (value: UniformValue) => void }[];

  constructor(gl: WebGL2RenderingContext, handle: WebGLProgram, spec: ProgramSpec) {
    this.handle = handle;
    this.spec = spec;
    gl.useProgram(handle);
    const names = Object.keys(spec.inputs);
    this.inputLayouts = names.map((name, unit) => {
      gl.uniform1i(gl.getUniformLocation(handle, name), unit);
      return gl.getUniformLocation(handle, `${name}Layout`);
    });
    this.outLayout = gl.getUniformLocation(handle, 'outLayout');
    this.#uniforms = Object.entries(spec.uniforms ?? {}).map(([name, type]) => {
      const place = gl.getUniformLocation(handle, name);
      return { name, set: setter(gl, place, type) };
    });
  }

  setUniforms(values: Readonly<Record<string, UniformValue>>): void {
    for (const { name, set } of this.#uniforms) set(values[name]);
  }
}

function setter(gl: WebGL2RenderingContext, place: WebGLUniformLocation | null, type: UniformType) {
  const one = (set: (place: WebGLUniformLocation | null, value: number) => void) => (value: UniformValue) =>
    set.call(gl, place, typeof value === 'number' ? value : value[0]);
  const many = (set: (place: WebGLUniformLocation | null, value: readonly number[]) => void) => (value: UniformValue) =>
    set.call(gl, place, typeof value === 'number' ? [value] : value);
  const setters = {
    int: one(gl.uniform1i),
    float: one(gl.uniform1f),
    ivec2: many(gl.uniform2iv),
    ivec3: many(gl.uniform3iv),
    ivec4: many(gl.uniform4iv),
    'ivec4[6]': many(gl.uniform4iv),
    vec2: many(gl.uniform2fv),
    vec4: many(gl.uniform4fv),
  };
  return setters[type];
}
