import { BackendError, DeviceLostError, type DType } from '@striate/tensor';
import { type Layout, type LayoutLimits, layoutOf } from '../layout';
import { awaitContext } from './awaitContext';
import { kindOf, type TextureFormats, textureFormats } from './formats';
import { type Canvas, openContext } from './openContext';
import { Program, type ProgramSpec, type UniformValue } from './Program';
import { type Precision, probe } from './probe';
import { fragmentText, vertexText } from './shaderText';
import { type Texture, TexturePool } from './TexturePool';

export interface DeviceOptions {
  readonly canvas?: Canvas;
  readonly precision?: Precision;
  readonly attachments?: 4 | 8;
  readonly maximumMemory?: number;
  readonly maxTextureSize?: number;
  readonly debug?: boolean;
}

/** A draw that computes more multiply-adds than this is cut into bands, so that no watchdog ends it. */
const longDraw = 2 ** 31;

/** A program that is being compiled. */
interface Linking {
  readonly program: WebGLProgram;
  readonly fragment: WebGLShader;
}

/** A WebGL2 context as a machine that fills textures from textures. */
export class Device implements LayoutLimits {
  readonly gl: WebGL2RenderingContext;
  readonly formats: TextureFormats;
  readonly precision: Precision;
  readonly layers: 4 | 8;
  readonly maxTextureSize: number;
  readonly renderer: string;
  readonly pool: TexturePool;
  readonly #debug: boolean;
  readonly #programs = new Map<ProgramSpec, Program>();
  readonly #linking = new Map<ProgramSpec, Linking>();
  /** Told before a draw; what it returns, after it. */
  observer: ((name: string, out: Texture) => () => void) | undefined;
  #program: Program | undefined;
  #viewport: readonly [number, number] = [0, 0];
  #vertexShader: WebGLShader | null = null;

  constructor(options: DeviceOptions) {
    this.gl = openContext(options.canvas);
    const { gl } = this;
    const { precision, layers } = probe(gl, options.precision, options.attachments);
    this.precision = precision;
    this.layers = layers;
    this.formats = textureFormats(gl, precision);
    const size = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
    this.maxTextureSize = Math.min(size, options.maxTextureSize ?? size);
    const names = gl.getExtension('WEBGL_debug_renderer_info');
    this.renderer = gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER) as string;
    this.pool = new TexturePool(gl, this.formats, options.maximumMemory ?? 4 * 2 ** 30);
    this.#debug = options.debug ?? false;
    this.#prepare();
    // Without this a browser does not give a lost context back.
    gl.canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    gl.canvas.addEventListener('webglcontextrestored', () => {
      this.pool.forget();
      this.#prepare();
    });
  }

  /** Programs in use. */
  get programs(): number {
    return this.#programs.size;
  }

  /** Sets the context up: when it is new, and when it comes back. */
  #prepare(): void {
    const { gl } = this;
    gl.getExtension('EXT_color_buffer_float');
    gl.getExtension('EXT_color_buffer_half_float');
    gl.bindVertexArray(gl.createVertexArray());
    for (const what of [gl.DITHER, gl.BLEND, gl.DEPTH_TEST, gl.SCISSOR_TEST, gl.CULL_FACE]) gl.disable(what);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.pixelStorei(gl.PACK_ALIGNMENT, 1);
    this.#programs.clear();
    this.#linking.clear();
    this.#program = undefined;
    this.#vertexShader = null;
    this.#viewport = [0, 0];
  }

  checkLost(): void {
    if (this.gl.isContextLost()) {
      throw new DeviceLostError(
        'webgl: the context of the GPU was lost; it can be used again when `restored()` settles',
      );
    }
  }

  /** Settles when the context works: at once, unless it is lost. */
  async restored(): Promise<void> {
    if (this.gl.isContextLost()) await awaitContext(this.gl);
  }

  take(dtype: DType, size: number, columns: number): Texture {
    const layout = layoutOf(size, columns, this);
    this.checkLost();
    return this.pool.take(kindOf[dtype], layout);
  }

  /**
   * Fills `out` by a program.
   * @param work Multiply-adds of the whole draw, where they are many.
   */
  draw(
    spec: ProgramSpec,
    out: Texture,
    inputs: readonly Texture[],
    uniforms: Readonly<Record<string, UniformValue>> = {},
    work = 0,
  ): void {
    const { gl } = this;
    const program = this.#use(spec);
    const done = this.observer?.(spec.name, out);
    for (const [unit, { handle, layout }] of inputs.entries()) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, handle);
      setLayout(gl, program.inputLayouts[unit], layout);
    }
    const { width, height } = out.layout;
    setLayout(gl, program.outLayout, out.layout);
    program.setUniforms(uniforms);
    gl.bindFramebuffer(gl.FRAMEBUFFER, out.framebuffer);
    if (this.#viewport[0] !== width || this.#viewport[1] !== height) {
      gl.viewport(0, 0, width, height);
      this.#viewport = [width, height];
    }
    if (work <= longDraw) gl.drawArrays(gl.TRIANGLES, 0, 3);
    else this.#drawBands(width, height, Math.ceil(work / longDraw));
    if (this.#debug) this.#checkError(spec.name);
    done?.();
  }

  #drawBands(width: number, height: number, bands: number): void {
    const { gl } = this;
    const step = Math.ceil(height / bands);
    gl.enable(gl.SCISSOR_TEST);
    for (let y = 0; y < height; y += step) {
      gl.scissor(0, y, width, Math.min(step, height - y));
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      gl.flush();
    }
    gl.disable(gl.SCISSOR_TEST);
  }

  #checkError(what: string): void {
    const error = this.gl.getError();
    if (error !== this.gl.NO_ERROR && error !== this.gl.CONTEXT_LOST_WEBGL)
      throw new BackendError(`webgl: ${what}: WebGL error 0x${error.toString(16)}`);
  }

  #use(spec: ProgramSpec): Program {
    let program = this.#programs.get(spec);
    if (!program) {
      program = new Program(this.gl, this.#link(spec), spec);
      this.#programs.set(spec, program);
      this.#program = program;
    }
    if (this.#program !== program) {
      this.gl.useProgram(program.handle);
      this.#program = program;
    }
    return program;
  }

  /** Has programs compiled while the page goes on, all at once, where the browser can do that; elsewhere each is compiled on its first use. */
  precompile(specs: readonly ProgramSpec[]): void {
    if (!this.gl.getExtension('KHR_parallel_shader_compile')) return;
    for (const spec of specs) this.#begin(spec);
  }

  /** Asks for a program, and does not wait for it. */
  #begin(spec: ProgramSpec): Linking {
    const { gl } = this;
    const begun = this.#linking.get(spec);
    if (begun) return begun;
    const fragment = this.#compile(gl.FRAGMENT_SHADER, fragmentText(spec, this.layers));
    this.#vertexShader ??= this.#compile(gl.VERTEX_SHADER, vertexText);
    const program = gl.createProgram();
    gl.attachShader(program, this.#vertexShader);
    gl.attachShader(program, fragment);
    gl.linkProgram(program);
    const linking = { program, fragment };
    this.#linking.set(spec, linking);
    return linking;
  }

  #link(spec: ProgramSpec): WebGLProgram {
    const { gl } = this;
    const { program, fragment } = this.#begin(spec);
    this.#linking.delete(spec);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
      this.checkLost();
      const text = this.#debug ? `\n${fragmentText(spec, this.layers)}` : '';
      throw new BackendError(
        `webgl: program '${spec.name}' does not compile: ${gl.getShaderInfoLog(fragment) || gl.getProgramInfoLog(program)}${text}`,
      );
    }
    gl.deleteShader(fragment);
    return program;
  }

  #compile(type: number, text: string): WebGLShader {
    const shader = this.gl.createShader(type);
    if (!shader) {
      this.checkLost();
      throw new BackendError('webgl: the context gives no more shaders');
    }
    this.gl.shaderSource(shader, text);
    this.gl.compileShader(shader);
    return shader;
  }
}

function setLayout(gl: WebGL2RenderingContext, place: WebGLUniformLocation | null, layout: Layout): void {
  gl.uniform4i(place, layout.columns, layout.texels, 2 ** layout.blockShift - 1, layout.blockShift);
}
