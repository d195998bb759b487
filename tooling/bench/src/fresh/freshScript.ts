import { execFile } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installDist, outdatedPackages } from './installDist';

const execute = promisify(execFile);

export interface FreshScript {
  /** What the script printed, run in a process of its own. */
  run(...args: string[]): Promise<string>;
  dispose(): void;
}

/** A script of this folder on the published form of the packages where that is built, and on the sources otherwise. */
export function freshScript(name: string, note: (line: string) => void): FreshScript {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const outdated = outdatedPackages();
  if (outdated.length > 0) {
    note(
      `${basename(name)}: NOT what users get, but the sources, compiled as they load. \`pnpm build\` first: ${outdated.join(', ')}`,
    );
    return { run: (...args) => runSources(script, ...args), dispose: () => {} };
  }
  const folder = installDist();
  const copy = join(folder, basename(name));
  copyFileSync(script, copy);
  return { run: (...args) => runFresh([copy, ...args]), dispose: () => rmSync(folder, { recursive: true }) };
}

/** What a script prints that runs on the sources, as they are measured. */
export function runSources(script: string, ...args: string[]): Promise<string> {
  const hooks = `import{register}from"node:module";register(${JSON.stringify(new URL('../plainSources.mjs', import.meta.url).href)})`;
  const imports = ['tsx', `data:text/javascript,${encodeURIComponent(hooks)}`].flatMap((one) => ['--import', one]);
  return runFresh([...imports, script, ...args]);
}

/** What Node.js prints with these arguments. */
export async function runFresh(args: readonly string[]): Promise<string> {
  const { stdout } = await execute(process.execPath, args);
  return stdout.trim();
}
