import { FormatError, ValueError } from '@striate/tensor';
import type { NdArray } from '../ndArray';
import type { ByteSource } from '../text/byteChunks';
import { unknownName } from '../unknownName';
import { scanCsv } from './csv';
import { decodeLatin1 } from './latin1';
import { openBytes, type ReadOptions } from './readBytes';

/** Options of `readCsv`. */
export interface ReadCsvOptions extends ReadOptions {
  /** Whether the first line names the columns, or their names. Default true; with false they are called '0', '1', …. */
  readonly header?: boolean | readonly string[];
  /** What stands between fields: one character. Default ','. */
  readonly delimiter?: string;
  /** What a column must be. Default: 'number' where every field is a number or empty, else 'string'. */
  readonly types?: Readonly<Record<string, 'number' | 'string'>>;
  /** How characters are encoded, as `TextDecoder` calls it: 'latin1', 'utf-16le', …. Default 'utf-8'. */
  readonly encoding?: string;
}

/** The values of a column: whole numbers, other numbers (an empty field is NaN), or text. */
export type Column = Int32Array | Float32Array | readonly string[];

/** A table, column by column. */
export interface Table {
  /** The names of the columns, in order. */
  readonly names: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
  /** The number of rows. */
  readonly length: number;
  /**
   * Columns of numbers side by side, `[rows, columns]`: what a dense network learns from. Default: all columns of numbers.
   *
   * @throws {ValueError} if there is no such column, or it is text.
   */
  matrix(names?: readonly string[]): NdArray<Float32Array>;
}

/** A column while it is read. */
interface Reading {
  readonly name: string;
  readonly fixed: boolean;
  text: boolean;
  /** Numbers came first, then text. */
  mixed: boolean;
  readonly numbers: number[];
  readonly strings: string[];
}

const number = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;
const notFinite: Readonly<Record<string, number>> = {
  '': Number.NaN,
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
};

/**
 * Reads a table of comma-separated values (RFC 4180), gzipped or not.
 *
 * A column of whole numbers is an `Int32Array`, one of other numbers, or with empty fields, a `Float32Array`, any other an array of strings.
 *
 * @throws {FormatError} if a line has more or fewer fields than there are columns, a quote is not closed, or a field is not of the
 *   type asked for: names line and column.
 * @throws {ValueError} if `types` names a column that is not there.
 *
 * @example
 * const table = await readCsv('iris.csv', { types: { species: 'string' } });
 * const x = table.matrix(['petal_length', 'petal_width']); // [150,2]
 * table.columns.species;                                   // ['setosa', …]
 */
export async function readCsv(source: ByteSource, options: ReadCsvOptions = {}): Promise<Table> {
  const { header = true, delimiter = ',', types = {}, encoding = 'utf-8', maxBytes = 2 ** 28 } = options;
  if (delimiter.length !== 1 || delimiter === '"' || delimiter === '\n' || delimiter === '\r') {
    throw new ValueError(
      `readCsv: delimiter must be one character, no quote or line end, got ${JSON.stringify(delimiter)}`,
    );
  }
  const text = decode(await openBytes(source, 'readCsv', { maxBytes }), encoding);
  let strings = new Set<string>();
  for (;;) {
    const columns: Reading[] = [];
    const begin = (names: readonly string[]): void => {
      checkNames(names, types);
      for (const name of names) {
        const fixed = Object.hasOwn(types, name);
        const isText = strings.has(name) || (fixed && types[name] === 'string');
        columns.push({ name, fixed, text: isText, mixed: false, numbers: [], strings: [] });
      }
    };
    if (typeof header === 'object') begin(header);
    let isHeader = header === true;
    let length = 0;
    scanCsv(
      text,
      delimiter,
      (fields, line) => {
        if (isHeader || columns.length === 0) begin(isHeader ? fields : fields.map((_, i) => String(i)));
        if (isHeader) isHeader = false;
        else {
          addRow(columns, fields, line, length);
          length++;
        }
      },
      'readCsv',
    );
    if (isHeader)
      throw new FormatError(`readCsv: expected a first line with the columns' names, got ${text.length} characters`);
    const mixed = columns.filter((column) => column.mixed);
    if (mixed.length === 0) return table(columns, length);
    // Numbers were dropped as text when they were read: once more, now that these columns are known to be text.
    strings = new Set([...strings, ...mixed.map((column) => column.name)]);
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new ValueError(`readCsv: no encoding is called '${encoding}'; most common are utf-8, latin1 and utf-16le`, {
      cause,
    });
  }
  try {
    return decoder.encoding === 'windows-1252' ? decodeLatin1(bytes) : decoder.decode(bytes);
  } catch (cause) {
    throw new FormatError(`readCsv: the file is not ${encoding} text; perhaps { encoding: 'latin1' }?`, { cause });
  }
}

function checkNames(names: readonly string[], types: ReadCsvOptions['types'] = {}): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new FormatError(`readCsv: two columns have the name '${name}'`);
    seen.add(name);
  }
  for (const name of Object.keys(types)) if (!seen.has(name)) throw unknownName('readCsv: types: column', name, names);
}

function addRow(columns: readonly Reading[], fields: readonly string[], line: number, row: number): void {
  if (fields.length !== columns.length) {
    throw new FormatError(`readCsv: line ${line} has ${fields.length} fields, expected the ${columns.length} columns`);
  }
  for (const [i, column] of columns.entries()) {
    const field = fields[i];
    if (column.text) column.strings.push(field);
    else if (number.test(field)) column.numbers.push(Number(field));
    else {
      const value = notFinite[field.trim().toLowerCase()];
      if (value !== undefined) column.numbers.push(value);
      else if (column.fixed) {
        throw new FormatError(
          `readCsv: line ${line}, column '${column.name}': expected a number, got '${field.slice(0, 80)}'`,
        );
      } else if (row === 0) {
        column.text = true;
        column.strings.push(field);
      } else column.mixed = true;
    }
  }
}

function table(columns: readonly Reading[], length: number): Table {
  const names = columns.map(({ name }) => name);
  const values = new Map(
    columns.map((column) => [column.name, column.text ? column.strings : numeric(column.numbers)]),
  );
  const matrix = (asked?: readonly string[]): NdArray<Float32Array> => {
    const chosen = asked ?? names.filter((name) => !Array.isArray(values.get(name)));
    const data = new Float32Array(length * chosen.length);
    for (const [j, name] of chosen.entries()) {
      const column = values.get(name);
      if (!column) throw unknownName('matrix: column', name, names);
      if (Array.isArray(column))
        throw new ValueError(`matrix: column '${name}' is text, the first value '${column[0]}'`);
      for (let i = 0; i < length; i++) data[i * chosen.length + j] = Number(column[i]);
    }
    return { data, shape: [length, chosen.length] };
  };
  return { names, columns: Object.fromEntries(values), length, matrix };
}

function numeric(numbers: readonly number[]): Int32Array | Float32Array {
  const whole = numbers.every((value) => (value | 0) === value && !Object.is(value, -0));
  return whole ? Int32Array.from(numbers) : Float32Array.from(numbers);
}
