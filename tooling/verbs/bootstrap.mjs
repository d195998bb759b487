// Makes every root script work on a machine with only Node and npm: installs what the lock file says, where it is not
// there yet, and then runs the command. It imports nothing but Node itself.
//
//   node tooling/verbs/bootstrap.mjs <script.ts | command> [arguments]
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { engines, packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

requireNode(engines.node.replace('>=', ''));
if (!isInstalled()) install();
const [command, ...rest] = process.argv.slice(2);
if (command) process.exit(run(command, rest));

/** @param {string} least */
function requireNode(least) {
  const [major, minor] = least.split('.').map(Number);
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  console.error(`Striate needs Node.js ${least} or newer, and this is ${process.versions.node}.`);
  console.error('Get a current one from https://nodejs.org, or with a version manager: `nvm install --lts`.');
  process.exit(1);
}

function isInstalled() {
  try {
    // pnpm writes the second file when an install has succeeded.
    const wanted = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');
    return wanted === readFileSync(join(root, 'node_modules/.pnpm/lock.yaml'), 'utf8');
  } catch {
    return false;
  }
}

function install() {
  console.error(`Installing dependencies with ${packageManager} (only when pnpm-lock.yaml has changed) …`);
  const status = spawn('npx', ['--yes', packageManager, 'install', '--frozen-lockfile']);
  if (status === 0) return;
  console.error('\nThe dependencies could not be installed; the lines above say why.');
  console.error('- No network, or a proxy in the way? npm and pnpm must reach the npm registry.');
  console.error('- A package.json changed without its lock file? Run `npx pnpm install` and commit pnpm-lock.yaml.');
  process.exit(status);
}

/**
 * @param {string} command
 * @param {string[]} rest
 */
function run(command, rest) {
  if (command.endsWith('.ts')) return spawn(process.execPath, ['--import', 'tsx', command, ...rest]);
  return spawn('npx', ['--no-install', command, ...rest]);
}

/**
 * @param {string} command
 * @param {string[]} rest
 */
function spawn(command, rest) {
  const path = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
  // On Windows npx is a .cmd file, which only a shell can start.
  const shell = process.platform === 'win32' && command === 'npx';
  const { error, signal, status } = spawnSync(command, rest, {
    cwd: root,
    env: { ...process.env, PATH: path },
    shell,
    stdio: 'inherit',
  });
  if (error) console.error(`${command}: ${error.message}`);
  if (signal) console.error(`${command} was ended by ${signal}`);
  return status ?? 1;
}
