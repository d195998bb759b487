const text = new TextEncoder();

/** A protobuf message being written, field by field; the bytes of large fields are not copied before `finish`. */
export class Message {
  #size = 0;
  readonly #parts: Uint8Array[] = [];

  /** An integer: int32, int64 or an enumeration. */
  int(field: number, value: number): this {
    return this.#tag(field, 0).#varint(value);
  }

  float(field: number, value: number): this {
    const four = new Uint8Array(4);
    new DataView(four.buffer).setFloat32(0, value, true);
    return this.#tag(field, 5).#put(four);
  }

  string(field: number, value: string): this {
    return this.bytes(field, text.encode(value));
  }

  bytes(field: number, value: Uint8Array): this {
    return this.#tag(field, 2).#varint(value.length).#put(value);
  }

  message(field: number, value: Message): this {
    this.#tag(field, 2).#varint(value.#size);
    for (const part of value.#parts) this.#put(part);
    return this;
  }

  finish(): Uint8Array {
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  #tag(field: number, wireType: number): this {
    return this.#varint(field * 8 + wireType);
  }

  /** Seven bits a byte, the lowest first; a negative number is its complement in 64 bits. */
  #varint(value: number): this {
    let rest = BigInt.asUintN(64, BigInt(value));
    const bytes: number[] = [];
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
    return this.#put(Uint8Array.of(...bytes, Number(rest)));
  }

  #put(part: Uint8Array): this {
    this.#parts.push(part);
    this.#size += part.length;
    return this;
  }
}
