import type { GlReading } from '../contract';

interface Counts {
  readonly gl: WebGL2RenderingContext;
  readonly owner: string;
  readonly textures: Map<WebGLTexture, number>;
  programs: number;
  draws: number;
  bytes: number;
  peakBytes: number;
}

const contexts = new Map<WebGL2RenderingContext, Counts>();
let owner = 'nobody';

/** From now on, contexts used for the first time are this library's. */
export function attribute(name: string): void {
  owner = name;
}

/** What a library asked of WebGL so far, over all of its contexts. */
export function readGl(name: string): GlReading {
  const own = [...contexts.values()].filter((counts) => counts.owner === name);
  const sum = (of: (counts: Counts) => number) => own.reduce((total, counts) => total + of(counts), 0);
  return {
    renderer: own.length > 0 ? rendererOf(own[0].gl) : 'none',
    programs: sum(({ programs }) => programs),
    draws: sum(({ draws }) => draws),
    bytes: sum(({ bytes }) => bytes),
    peakBytes: sum(({ peakBytes }) => peakBytes),
  };
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}

/**
 * Counts, for any library in the page alike, the programs it links, its draws, and the bytes of its textures. What is called often
 * gets a counter and no more.
 */
export function installGlMeter(): void {
  after('linkProgram', (counts) => {
    counts.programs++;
  });
  for (const draw of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced'] as const)
    after(draw, (counts) => {
      counts.draws++;
    });
  after('texStorage2D', (counts, [target, , format, width, height]) => {
    hold(counts, target, bytesPerTexel(format) * Number(width) * Number(height));
  });
  after('texStorage3D', (counts, [target, , format, width, height, depth]) => {
    hold(counts, target, bytesPerTexel(format) * Number(width) * Number(height) * Number(depth));
  });
  after('texImage2D', (counts, [target, level, format, width, height, ...others]) => {
    // The form that takes an image has its width in the image.
    if (others.length < 3) throw new Error('glMeter: texImage2D of an image is not counted');
    if (level === 0) hold(counts, target, bytesPerTexel(format) * Number(width) * Number(height));
  });
  after('texImage3D', (counts, [target, level, format, width, height, depth]) => {
    if (level === 0) hold(counts, target, bytesPerTexel(format) * Number(width) * Number(height) * Number(depth));
  });
  after('deleteTexture', (counts, [texture]) => {
    if (texture instanceof WebGLTexture) put(counts, texture, 0);
  });
}

type Watched = 'linkProgram' | `draw${'Arrays' | 'Elements'}${'' | 'Instanced'}` | `tex${'Image' | 'Storage'}${2 | 3}D`;

function after(name: Watched | 'deleteTexture', then: (counts: Counts, args: readonly unknown[]) => void): void {
  const { prototype } = WebGL2RenderingContext;
  const original: (...args: never[]) => unknown = prototype[name];
  Object.defineProperty(prototype, name, {
    configurable: true,
    writable: true,
    value(this: WebGL2RenderingContext, ...args: never[]) {
      const result = original.apply(this, args);
      then(countsOf(this), args);
      return result;
    },
  });
}

function countsOf(gl: WebGL2RenderingContext): Counts {
  let counts = contexts.get(gl);
  if (!counts) {
    counts = { gl, owner, textures: new Map(), programs: 0, draws: 0, bytes: 0, peakBytes: 0 };
    contexts.set(gl, counts);
  }
  return counts;
}

function hold(counts: Counts, target: unknown, bytes: number): void {
  const { gl } = counts;
  const bindings = new Map<unknown, number>([
    [gl.TEXTURE_2D, gl.TEXTURE_BINDING_2D],
    [gl.TEXTURE_2D_ARRAY, gl.TEXTURE_BINDING_2D_ARRAY],
    [gl.TEXTURE_3D, gl.TEXTURE_BINDING_3D],
  ]);
  const binding = bindings.get(target);
  const texture: unknown = binding === undefined ? null : gl.getParameter(binding);
  if (texture instanceof WebGLTexture) put(counts, texture, bytes);
}

function put(counts: Counts, texture: WebGLTexture, bytes: number): void {
  counts.bytes += bytes - (counts.textures.get(texture) ?? 0);
  counts.peakBytes = Math.max(counts.peakBytes, counts.bytes);
  if (bytes === 0) counts.textures.delete(texture);
  else counts.textures.set(texture, bytes);
}

const texelBytes: Readonly<Partial<Record<keyof WebGL2RenderingContext, number>>> = {
  R8: 1,
  R8UI: 1,
  R16F: 2,
  R32F: 4,
  R32I: 4,
  R32UI: 4,
  RG32F: 8,
  RGBA: 4,
  RGBA8: 4,
  RGBA8UI: 4,
  RGBA16F: 8,
  RGBA32F: 16,
  RGBA32I: 16,
  RGBA32UI: 16,
};

function bytesPerTexel(format: unknown): number {
  for (const [name, bytes] of Object.entries(texelBytes)) {
    if (Reflect.get(WebGL2RenderingContext, name) === format) return bytes;
  }
  throw new Error(`glMeter: how many bytes has a texel of format ${format}?`);
}
