// Just enough of the WebAssembly binary format to swap function bodies: sections are an id, a size and a payload; section 10 is the code,
// a count and bodies, each with its size. Sizes and counts are LEB128.

const CODE = 10;
const HEADER = 8;

interface Code {
  /** Where the section starts and ends. */
  readonly start: number;
  readonly end: number;
  readonly bodies: readonly Uint8Array[];
}

function readLeb(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return [value, at];
  }
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

/** The function bodies of a module. */
export function codeSection(module: Uint8Array): Code {
  for (let start = HEADER; start < module.length; ) {
    const [size, payload] = readLeb(module, start + 1);
    const end = payload + size;
    if (module[start] === CODE) {
      let [count, at] = readLeb(module, payload);
      const bodies: Uint8Array[] = [];
      for (; count > 0; count--) {
        const [length, body] = readLeb(module, at);
        at = body + length;
        bodies.push(module.subarray(body, at));
      }
      return { start, end, bodies };
    }
    start = end;
  }
  throw new Error('the module has no code');
}

/** The module with some of its function bodies replaced. */
export function replaceBodies(
  module: Uint8Array,
  replacements: ReadonlyMap<number, Uint8Array>,
): Uint8Array<ArrayBuffer> {
  const { start, end, bodies } = codeSection(module);
  const parts = bodies.map((body, i) => replacements.get(i) ?? body).map((body) => [leb(body.length), body] as const);
  const count = leb(bodies.length);
  const size = parts.reduce((sum, [length, body]) => sum + length.length + body.length, count.length);
  const head = [CODE, ...leb(size), ...count];
  const result = new Uint8Array(start + head.length + size - count.length + module.length - end);
  let at = 0;
  const put = (bytes: ArrayLike<number>) => {
    result.set(bytes, at);
    at += bytes.length;
  };
  put(module.subarray(0, start));
  put(head);
  for (const [length, body] of parts) {
    put(length);
    put(body);
  }
  put(module.subarray(end));
  return result;
}
