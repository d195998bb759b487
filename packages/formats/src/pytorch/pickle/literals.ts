import type { ByteCursor } from './ByteCursor';

// Numbers and texts in the forms that are not just their bytes.

/** No number in a state dict is longer; the magic number has 10 bytes. */
const longestInteger = 64;

/** A little-endian integer: a number, or a bigint where a number is not exact. */
export function integerOf(cursor: ByteCursor, length: number): number | bigint {
  if (length > longestInteger) cursor.fail(`an integer of ${length} bytes; ${longestInteger} are the most`);
  let value = 0n;
  for (const byte of cursor.take(length).toReversed()) value = (value << 8n) | BigInt(byte);
  return narrow(BigInt.asIntN(8 * length, value));
}

/** A line in decimal digits, which Python 2 ends with an L. `00` and `01` are its False and True. */
export function parseInteger(cursor: ByteCursor): number | bigint | boolean {
  const line = cursor.line();
  if (line === '00' || line === '01') return line === '01';
  if (!/^-?\d{1,150}L?$/.test(line)) cursor.fail(`'${line.slice(0, 40)}' is no integer`);
  return narrow(BigInt(line.replace('L', '')));
}

export function parseFloatText(cursor: ByteCursor): number {
  const line = cursor.line();
  if (!/^-?(\d+\.?\d*(e[-+]?\d+)?|inf|nan)$/i.test(line)) cursor.fail(`'${line.slice(0, 40)}' is no number`);
  return Number(line.replace(/inf/i, 'Infinity'));
}

/** A line with a literal of Python in quotes. */
export function unquoteText(cursor: ByteCursor): string {
  const line = cursor.line();
  const [, , body] = /^(['"])(.*)\1$/s.exec(line) ?? cursor.fail(`${line.slice(0, 40)} is no text in quotes`);
  return body.replace(/\\(x[\da-f]{2}|.)/gi, (_, code: string) => {
    if (code.length === 3) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return { n: '\n', t: '\t', r: '\r' }[code] ?? code;
  });
}

/** A line in which characters may be written as \uXXXX. */
export function unescapeText(cursor: ByteCursor): string {
  return cursor
    .line()
    .replace(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
