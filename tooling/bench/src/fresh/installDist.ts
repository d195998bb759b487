import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../../../../packages/', import.meta.url));
const needed = ['tensor', 'backend-cpu', 'layers', 'data', 'formats', 'models'];

interface Manifest {
  readonly name: string;
  readonly publishConfig: object;
}

/** A folder with the built packages in its `node_modules`, as npm would put them there. */
export function installDist(): string {
  const folder = mkdtempSync(join(tmpdir(), 'striate-startup-'));
  for (const name of needed) {
    const manifest = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')) as Manifest;
    const place = join(folder, 'node_modules', manifest.name);
    mkdirSync(place, { recursive: true });
    cpSync(join(packages, name, 'dist'), join(place, 'dist'), { recursive: true });
    writeFileSync(join(place, 'package.json'), JSON.stringify({ ...manifest, ...manifest.publishConfig }));
  }
  return folder;
}

/** The packages that are not built, or were before their sources changed: parts of different ages may not fit together. */
export function outdatedPackages(): string[] {
  return needed.filter((name) => {
    const built = statSync(join(packages, name, 'dist/index.js'), { throwIfNoEntry: false });
    if (!built) return true;
    const sources = readdirSync(join(packages, name, 'src'), { recursive: true, encoding: 'utf8' });
    return sources.some(
      (file) => /(?<!\.test)\.ts$/.test(file) && statSync(join(packages, name, 'src', file)).mtimeMs > built.mtimeMs,
    );
  });
}
