import { FormatError } from '@striate/tensor';

/**
 * Cuts text into records and fields (RFC 4180): lines may end in `\n`, `\r\n` or `\r`, a field in quotes may hold anything, with `""` for
 * a quote, and empty lines are passed over.
 *
 * `onRecord` gets the fields and the line the record begins on, from 1.
 */
export function scanCsv(
  text: string,
  delimiter: string,
  onRecord: (fields: readonly string[], line: number) => void,
  who: string,
): void {
  const [comma, quote, lf, cr] = [delimiter.charCodeAt(0), 34, 10, 13];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const begin = line;
    let quoted = false;
    const fields: string[] = [];
    for (;;) {
      const start = at;
      if (text.charCodeAt(at) === quote) {
        quoted = true;
        at = closingQuote(text, at, line, who);
        const inner = text.slice(start + 1, at++);
        line += lineEnds(inner);
        fields.push(inner.includes('"') ? inner.replaceAll('""', '"') : inner);
      } else {
        for (let c = text.charCodeAt(at); at < text.length && c !== comma && c !== lf && c !== cr; ) {
          c = text.charCodeAt(++at);
        }
        fields.push(text.slice(start, at));
      }
      const c = text.charCodeAt(at);
      if (c === comma) at++;
      else if (at >= text.length || c === lf || c === cr) break;
      else {
        throw new FormatError(
          `${who}: line ${line}, field ${fields.length}: expected '${delimiter}' or the end of the line after a closing quote, got '${text[at]}'`,
        );
      }
    }
    if (text.charCodeAt(at) === cr && text.charCodeAt(at + 1) === lf) at++;
    at++;
    line++;
    if (fields.length > 1 || fields[0] !== '' || quoted) onRecord(fields, begin);
  }
}

/** The place of the quote that ends the field which begins at `from`. */
function closingQuote(text: string, from: number, line: number, who: string): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  throw new FormatError(`${who}: the quote opened on line ${line} is not closed`);
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
