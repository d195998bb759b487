import { BackendError } from '@striate/tensor';
import type { Layout } from '../layout';
import type { Kind, TextureFormats } from './formats';

/** A texture array with the framebuffer that renders to its layers. Shared by those who count as its `users`. */
export interface Texture {
  readonly kind: Kind;
  readonly handle: WebGLTexture;
  readonly framebuffer: WebGLFramebuffer;
  readonly bytes: number;
  /** The context it belongs to: a lost one takes its textures along. */
  readonly generation: number;
  readonly key: string;
  layout: Layout;
  users: number;
}

/** Free textures beyond what was ever in use at once: a share of that, and this many bytes. */
const spareShare = 0.25;
const spareBytes = 32 << 20;
/** New textures this large are asked about: a driver reports missing memory by an error only. */
const askedAbout = 16 << 20;

/** Textures in use and free ones, within a limit of bytes; the free ones longest unused go first. */
export class TexturePool {
  readonly #gl: WebGL2RenderingContext;
  readonly #formats: TextureFormats;
  readonly #limit: number;
  readonly #free = new Map<string, Texture[]>();
  /** In the order in which they became free. */
  readonly #unused = new Set<Texture>();
  #generation = 0;
  #used = 0;
  #reserved = 0;
  #peakUsed = 0;
  #peak = 0;
  #count = 0;

  constructor(gl: WebGL2RenderingContext, formats: TextureFormats, limit: number) {
    this.#gl = gl;
    this.#formats = formats;
    this.#limit = limit;
  }

  /** Bytes of textures in use. */
  get used(): number {
    return this.#used;
  }

  /** Bytes of all textures, free ones included. */
  get reserved(): number {
    return this.#reserved;
  }

  /** The most bytes that were reserved at once. */
  get peak(): number {
    return this.#peak;
  }

  get count(): number {
    return this.#count;
  }

  get generation(): number {
    return this.#generation;
  }

  take(kind: Kind, layout: Layout): Texture {
    const key = `${kind} ${layout.width} ${layout.height}`;
    const texture = this.#free.get(key)?.pop() ?? this.#create(kind, layout, key);
    this.#unused.delete(texture);
    texture.layout = layout;
    texture.users = 1;
    this.#used += texture.bytes;
    this.#peakUsed = Math.max(this.#peakUsed, this.#used);
    return texture;
  }

  release(texture: Texture): void {
    if (--texture.users > 0 || texture.generation !== this.#generation) return;
    this.#used -= texture.bytes;
    this.#unused.add(texture);
    const free = this.#free.get(texture.key);
    if (free) free.push(texture);
    else this.#free.set(texture.key, [texture]);
  }

  /** All textures are gone with their context: begins anew. */
  forget(): void {
    this.#generation++;
    this.#free.clear();
    this.#unused.clear();
    this.#used = this.#reserved = this.#count = 0;
  }

  #create(kind: Kind, layout: Layout, key: string): Texture {
    const { width, height, layers } = layout;
    const { internal, bytesPerTexel } = this.#formats[kind];
    const bytes = width * height * layers * bytesPerTexel;
    const wanted = Math.max(this.#peakUsed, this.#used + bytes) * (1 + spareShare) + spareBytes;
    this.#evict(Math.min(this.#limit, wanted) - bytes);
    if (this.#reserved + bytes > this.#limit) {
      throw new BackendError(
        `webgl: a tensor of ${bytes} bytes does not fit: ${this.#used} bytes of textures are in use, the limit (maximumMemory) is ${this.#limit}`,
      );
    }
    const gl = this.#gl;
    const handle = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, handle);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, internal, width, height, layers);
    if (bytes >= askedAbout && gl.getError() === gl.OUT_OF_MEMORY) {
      gl.deleteTexture(handle);
      throw new BackendError(
        `webgl: the device has no memory for a tensor of ${bytes} bytes beside ${this.#reserved} bytes of others`,
      );
    }
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    const attachments = Array.from({ length: layers }, (_, i) => gl.COLOR_ATTACHMENT0 + i);
    for (const [i, at] of attachments.entries()) gl.framebufferTextureLayer(gl.FRAMEBUFFER, at, handle, 0, i);
    gl.drawBuffers(attachments);
    this.#reserved += bytes;
    this.#peak = Math.max(this.#peak, this.#reserved);
    this.#count++;
    return { kind, handle, framebuffer, bytes, generation: this.#generation, key, layout, users: 0 };
  }

  /** Deletes free textures until no more than `bytes` are reserved, or none is free. */
  #evict(bytes: number): void {
    for (const texture of this.#unused) {
      if (this.#reserved <= bytes) return;
      this.#unused.delete(texture);
      const free = this.#free.get(texture.key) ?? [];
      free.splice(free.indexOf(texture), 1);
      this.#gl.deleteFramebuffer(texture.framebuffer);
      this.#gl.deleteTexture(texture.handle);
      this.#reserved -= texture.bytes;
      this.#count--;
    }
  }
}
