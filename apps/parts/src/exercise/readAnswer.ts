/** A number as people write it: `1,413,834`, `−25`, `2.5`, `1/3`, `50%`. Not a number where it is none. */
export function readNumber(text: string): number {
  const [above, below, ...rest] = text
    .replace(/[\s,_]/g, '')
    .replace(/[−–]/g, '-')
    .split('/');
  if (rest.length > 0) return Number.NaN;
  if (below !== undefined) return readNumber(above) / readNumber(below);
  if (above.endsWith('%')) return above.length > 1 ? Number(above.slice(0, -1)) / 100 : Number.NaN;
  return above === '' ? Number.NaN : Number(above);
}

/** Whether a number is as near to the answer as asked. */
export function isRight(text: string, answer: number, tolerance: number): boolean {
  return Math.abs(readNumber(text) - answer) <= tolerance + 1e-9;
}
