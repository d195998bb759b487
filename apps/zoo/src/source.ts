const width = 120;

/** Plain data as the formatter would leave it in a module: lists on one line where they fit, objects on lines of their own. */
export function source(value: unknown, indent = '', before = 'export const card: TrainedCard = '.length): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => source(item)).join(', ')}]`;
    if (before + line.length + 1 <= width) return line;
    return `[\n${value.map((item) => `${inner}${source(item, inner)},\n`).join('')}${indent}]`;
  }
  const entries = Object.entries(value).map(([key, item]) => {
    const start = `${inner}${/^[\w$]+$/.test(key) ? key : quoted(key)}:`;
    const text = source(item, inner, start.length + 1);
    // A string that does not fit goes onto a line of its own.
    const breaks = typeof item === 'string' && start.length + text.length + 2 > width;
    return `${start}${breaks ? `\n${inner}  ` : ' '}${text},\n`;
  });
  return `{\n${entries.join('')}${indent}}`;
}

/** In the quotes that leave the fewest to escape. */
function quoted(text: string): string {
  const json = JSON.stringify(text);
  if (text.includes("'") && !text.includes('"')) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
