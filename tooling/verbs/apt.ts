import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Installs packages with apt, as root on Debian; elsewhere it does nothing. Says whether they are there now. */
export function installWithApt(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !isDebian()) return false;
  console.log(`Installing ${packages.join(', ')} with apt …`);
  return (
    succeeds('apt-get', ['update', '-qq']) &&
    succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  );
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Runs a command, its output here; whether it ended well, and within five minutes. */
export function succeeds(command: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '20000' };
  const shell = process.platform === 'win32';
  const options = { env, shell, stdio: 'inherit', timeout: 5 * 60_000 } as const;
  return spawnSync(command, args, options).status === 0;
}
