import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

const skipped = new Set(['node_modules', 'dist', 'out', 'coverage', 'generated']);

/** Tests, and the helpers only they import. */
export const isTest = (path: string): boolean => /(\.(test|test-d)|\/testing|\/testing\/.+)\.tsx?$/.test(path);

/** The source files below `folder` that somebody wrote: nothing generated, nothing built. Paths from the root. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || skipped.has(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.(ts|tsx|mjs|js|astro)$/.test(entry.name) && !/\.generated\.\w+$/.test(entry.name) ? [path] : [];
  });
}
