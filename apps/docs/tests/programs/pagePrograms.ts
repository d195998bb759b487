import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const content = join(import.meta.dirname, '../../src/content/docs');

/** The programs that pages show as TypeScript, by page and place: blocks that import nothing are pieces of earlier ones. */
export function pagePrograms(): Map<string, string> {
  const programs = new Map<string, string>();
  for (const page of readdirSync(content, { recursive: true, encoding: 'utf8' })) {
    if (!page.endsWith('.mdx')) continue;
    const blocks = readFileSync(join(content, page), 'utf8').matchAll(
      /^```(?:ts|typescript)\b[^\n]*\n([\s\S]*?)^```/gm,
    );
    let i = 0;
    for (const [, code] of blocks) {
      if (/^import /m.test(code)) programs.set(`${page} ${i}`, `${code}\nexport {};\n`);
      i++;
    }
  }
  return programs;
}
