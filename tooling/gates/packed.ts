// What would be published, as its users get it: packs every public package and looks at the archives.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './sources';

interface Manifest {
  name: string;
  private?: boolean;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const out = join(root, 'out/packed');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const packages = readdirSync(join(root, 'packages'))
  .map((folder) => join(root, 'packages', folder))
  .filter((folder) => existsSync(join(folder, 'package.json')))
  .map((folder) => ({ folder, manifest: read(join(folder, 'package.json')) }))
  .filter(({ manifest }) => !manifest.private);
const ours = new Set(packages.map(({ manifest }) => manifest.name));

let failures = 0;
for (const { folder, manifest } of packages) {
  const { name } = manifest;
  if (!existsSync(join(folder, 'dist/index.js')) || !existsSync(join(folder, 'dist/index.d.ts'))) {
    fail(name, 'it is not built: see `pnpm build`');
    continue;
  }
  const archive = join(out, `${name.replace('@', '').replace('/', '-')}.tgz`);
  const installed = join(out, 'node_modules', name);
  mkdirSync(installed, { recursive: true });
  run(`${name}: pack`, 'pnpm', ['--dir', folder, 'pack', '--out', archive]);
  run(`${name}: unpack`, 'tar', ['-xzf', archive, '-C', installed, '--strip-components=1']);
  run(`${name}: publint`, 'publint', ['run', archive, '--strict']);
  run(`${name}: types`, 'attw', [archive, '--profile', 'esm-only', '--no-emoji', '--format', 'ascii']);
  for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    if (!ours.has(dependency)) link(join(folder, 'node_modules', dependency), join(out, 'node_modules', dependency));
  }
  const { exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  if (JSON.stringify(exports).includes('/src/')) fail(`${name}: exports`, 'the published exports lead to src');
}
for (const { manifest } of failures === 0 ? packages : []) {
  // Plain Node, nothing that could still see the sources.
  const script = `const all = await import('${manifest.name}'); if (Object.keys(all).length === 0) throw new Error('exports nothing');`;
  run(`${manifest.name}: import in Node`, process.execPath, ['--input-type=module', '--eval', script], out);
}
if (failures > 0) process.exit(1);
console.log(`${packages.length} packages pack, resolve and load.`);

function run(title: string, command: string, args: string[], cwd = root): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) fail(title, `${stdout}${stderr}`.trim());
}

function fail(title: string, message: string): void {
  failures += 1;
  console.log(`✗ ${title}\n${message.replace(/^/gm, '    ')}`);
}

function link(from: string, to: string): void {
  if (existsSync(to) || !existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to, 'dir');
}

function read(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}
