/** Bytes of a file that is written from its beginning to its end. */
export class Output {
  readonly #parts: Uint8Array[] = [];
  /** Where the next part comes to lie, a multiple of eight. */
  at = 0;

  /** Takes a part, and says where it lies. */
  put(part: Uint8Array): number {
    const at = this.at;
    const gap = (8 - (part.length % 8)) % 8;
    this.#parts.push(part, new Uint8Array(gap));
    this.at += part.length + gap;
    return at;
  }

  join(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.at);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

/** A field of a structure: a number of some bytes, or bytes as they are. */
export type Field = readonly [value: number, size: 1 | 2 | 4 | 8] | Uint8Array;

/** An address that leads nowhere. */
export const nowhere: Field = new Uint8Array(8).fill(255);

/** The fields one after the other, numbers least significant byte first. */
export function pack(...fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  const sizes = fields.map((field) => (field instanceof Uint8Array ? field.length : field[1]));
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  fields.forEach((field, i) => {
    if (field instanceof Uint8Array) bytes.set(field, at);
    else if (field[1] === 1) view.setUint8(at, field[0]);
    else if (field[1] === 2) view.setUint16(at, field[0], true);
    else if (field[1] === 4) view.setUint32(at, field[0], true);
    else view.setBigUint64(at, BigInt(field[0]), true);
    at += sizes[i];
  });
  return bytes;
}

export function textBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}

/** The bytes and zeros, up to a multiple of eight. */
export function filled(bytes: Uint8Array, multiple = 8): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / multiple) * multiple);
  whole.set(bytes);
  return whole;
}
