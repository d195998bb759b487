import type { JsonConfig } from '@striate/layers';
import { FormatError } from '@striate/tensor';

/** The object that a JSON text describes; Python writes numbers that JSON has not. Texts that are in `names` stand for others. */
export function parseConfig(json: string, what: string, names?: ReadonlyMap<string, string>): JsonConfig {
  let parsed: unknown;
  try {
    parsed = JSON.parse(quoteNumbers(json), (key, value) => {
      if (key === '__proto__') throw new FormatError(`${what} has the key '__proto__'`);
      return names?.get(value) ?? value;
    });
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(`${what} is no JSON: ${reason}`, { cause });
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as JsonConfig;
  throw new FormatError(`${what} is no object`);
}

/** Python's `Infinity` and `NaN`, which stand where a value does, as numbers beyond the largest and as nothing. */
function quoteNumbers(json: string): string {
  return /[:,[]\s*-?(Infinity|NaN)/.test(json)
    ? json.replace(
        /("(?:[^"\\]|\\.)*")|(-?)Infinity|NaN/g,
        (all, text, sign) => text ?? (all === 'NaN' ? 'null' : `${sign}1e999`),
      )
    : json;
}
