import { StriateError } from '@striate/tensor';
import { base64, type PixelExports } from './pixels.generated';

interface Engine {
  readonly memory: WebAssembly.Memory;
  readonly run: PixelExports;
}

type Table = Int32Array | Int16Array | Float32Array | Uint8Array;

/** Above this the memory is given back: a photograph of 20 megapixels is rare. */
const keptBytes = 2 ** 26;
const pageBytes = 2 ** 16;
/** How far the code may run past the end of a place. */
const margin = 64;

let engine: Engine | undefined;

/** A plan of what lies where in the memory of the pixels' code, for one call of it. */
export class PixelMemory {
  readonly #tables: (readonly [place: number, values: Table])[] = [];
  #end = 0;

  /** Room for so many bytes. */
  room(bytes: number): number {
    const place = this.#end;
    this.#end = Math.ceil((place + bytes + margin) / 16) * 16;
    return place;
  }

  /** Room for values, and those in it. */
  table(values: Table): number {
    const place = this.room(values.byteLength);
    this.#tables.push([place, values]);
    return place;
  }

  /** The code and its memory, which is as large as planned. What `use` returns must not look into it. */
  run<T>(use: (engine: Engine) => T): T {
    const used = open(this.#end);
    const bytes = new Uint8Array(used.memory.buffer);
    for (const [place, { buffer, byteOffset, byteLength }] of this.#tables)
      bytes.set(new Uint8Array(buffer, byteOffset, byteLength), place);
    const result = use(used);
    if (bytes.length > keptBytes) engine = undefined;
    return result;
  }
}

function open(bytes: number): Engine {
  try {
    engine ??= start();
    const missing = bytes - engine.memory.buffer.byteLength;
    if (missing > 0) engine.memory.grow(Math.ceil(missing / pageBytes));
    return engine;
  } catch (cause) {
    engine = undefined;
    throw new StriateError(`an image takes ${bytes} bytes to be resized, which are not to be had`, { cause });
  }
}

function start(): Engine {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const code = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
  return { memory, run: instance.exports as unknown as PixelExports };
}
