import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installWithApt } from './apt.ts';

const roots = ['/usr/lib64', '/usr/lib'];
/** Debian's packages with libEGL_mesa.so.0 and swrast_dri.so. */
const mesaPackages = ['libegl-mesa0', 'libgl1-mesa-dri'];

/** Whether this machine has llvmpipe: Mesa's OpenGL on the CPU, the second driver WebGL is tested on. */
export function hasMesa(): boolean {
  if (process.platform !== 'linux') return false;
  const folders = roots.filter((root) => existsSync(root));
  const architectures = folders.flatMap((root) => readdirSync(root).filter((name) => name.endsWith('-linux-gnu')));
  const all = [...folders, ...folders.flatMap((root) => architectures.map((name) => join(root, name)))];
  const has = (file: string) => all.some((folder) => existsSync(join(folder, file)));
  return has('libEGL_mesa.so.0') && has('dri/swrast_dri.so');
}

/** Sees to it that there is llvmpipe, installing it where that can be done. Says whether there is. */
export function ensureMesa(): boolean {
  if (hasMesa()) return true;
  if (installWithApt(mesaPackages) && hasMesa()) return true;
  console.error(
    `\nThere is no llvmpipe, so WebGL is tested on SwiftShader alone. On Debian: \`apt-get install ${mesaPackages.join(' ')}\``,
  );
  return false;
}
