import { execFile } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installDist, outdatedPackages } from '../startup/installDist';
import type { Setup, Subject, Suite } from '../suite';

const execute = promisify(execFile);
const oursScript = fileURLToPath(new URL('../startup/ours.mjs', import.meta.url));
const tfjsScript = fileURLToPath(new URL('../startup/tfjs.mjs', import.meta.url));

/** A script in a fresh process, which prints how many milliseconds it took. */
function fresh(args: readonly string[]): Subject {
  return {
    async sample() {
      const { stdout } = await execute(process.execPath, args);
      const ms = Number(stdout.trim());
      if (!(ms > 0)) throw new Error(`startup: the script printed '${stdout}' and not its milliseconds`);
      return ms;
    },
  };
}

/** The published form where it is built; the sources otherwise. */
const ours: Setup = () => {
  const outdated = outdatedPackages();
  if (outdated.length > 0) {
    console.log(
      `startup: NOT what users get, but the sources, compiled as they load. \`pnpm build\` first: ${outdated.join(', ')}`,
    );
    const hooks = `import{register}from"node:module";register(${JSON.stringify(new URL('../plainSources.mjs', import.meta.url).href)})`;
    const imports = ['tsx', `data:text/javascript,${encodeURIComponent(hooks)}`].flatMap((one) => ['--import', one]);
    return fresh([...imports, oursScript]);
  }
  const folder = installDist();
  const copy = join(folder, 'ours.mjs');
  copyFileSync(oursScript, copy);
  return { ...fresh([copy]), dispose: () => rmSync(folder, { recursive: true }) };
};

export const startup: Suite = {
  name: 'startup',
  about: 'from the first import to the first prediction of LeNet-5, in a fresh process',
  cases: [{ name: 'lenet5', ours, peers: { 'tfjs-cpu': () => fresh(['--no-warnings', tfjsScript]) } }],
};
