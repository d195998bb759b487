import { FormatError } from '@striate/tensor';

/**
 * Throws if the outermost object of a JSON text, which is known to be valid, has one key twice: parsers keep the last and
 * say nothing, and two readers of the file might see two different tensors.
 */
export function checkKeys(json: string, who: string): void {
  const seen = new Set<string>();
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const c = json[at];
    if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') depth--;
    else if (c === '"') {
      const begin = at;
      for (at++; json[at] !== '"'; at++) if (json[at] === '\\') at++;
      const isKey = depth === 1 && /^\s*:/.test(json.slice(at + 1, at + 64));
      if (!isKey) continue;
      const key = JSON.parse(json.slice(begin, at + 1)) as string;
      if (seen.has(key)) throw new FormatError(`${who}: the name '${key}' is there twice`);
      seen.add(key);
    }
  }
}
