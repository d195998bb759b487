import { Tensor } from 'striate';

/** What `console.log` shows of its arguments: tensors and matrices with one row a line. */
export function print(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : show(value))).join(' ');
}

function show(value: unknown, depth = 0): string {
  if (value instanceof Tensor) {
    const large = value.disposed || value.size > 400;
    return large ? String(value) : `${value}\n${show(nest([...value.dataSync()], value.shape))}`;
  }
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return show(Array.from(value as Float32Array), depth);
  if (Array.isArray(value)) return list(value, depth);
  if (value instanceof Error) return value.message;
  if (value === null || typeof value !== 'object') return String(value);
  if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${show(field, depth + 1)}`);
  return `{ ${fields.join(', ')} }`;
}

function list(values: readonly unknown[], depth: number): string {
  const matrix = values.some((value) => Array.isArray(value));
  const shown = values
    .slice(0, 100)
    .map((value) => (typeof value === 'string' ? `'${value}'` : show(value, depth + 1)));
  if (values.length > 100) shown.push(`… ${values.length - 100} more`);
  return `[${shown.join(matrix ? `,\n${' '.repeat(depth + 1)}` : ', ')}]`;
}

function nest(data: number[], shape: readonly number[]): unknown {
  if (shape.length === 0) return data[0];
  const [length, ...rest] = shape;
  const size = data.length / (length || 1);
  return Array.from({ length }, (_, i) => nest(data.slice(i * size, (i + 1) * size), rest));
}
