import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

interface Manifest {
  name: string;
  publishConfig?: { exports?: Record<string, string | { default: string }> };
}

/** A vite plugin that resolves every public package to what its `publishConfig.exports` names, instead of to its sources. */
export function distEntryPoints(root: string): Plugin {
  const entries = new Map<string, string>();
  for (const folder of readdirSync(join(root, 'packages'))) {
    const manifest = join(root, 'packages', folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, publishConfig } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    for (const [subpath, target] of Object.entries(publishConfig?.exports ?? {})) {
      const file = typeof target === 'string' ? target : target.default;
      entries.set(name + subpath.slice(1), join(root, 'packages', folder, file));
    }
  }
  return {
    name: 'striate-dist',
    enforce: 'pre',
    resolveId(id) {
      const file = entries.get(id);
      if (file && !existsSync(file)) throw new Error(`${id}: ${file} is missing; run \`pnpm build\` first`);
      return file;
    },
  };
}
