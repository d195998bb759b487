import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium or Chrome installed on this machine, `$CHROMIUM_PATH` first. */
export function findChromium(): string | undefined {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) return asked;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...places].find(existsSync);
}

/** Sees to it that there is a browser to test in, downloading one where need be. Says whether there is. */
export async function ensureChromium(): Promise<boolean> {
  if (findChromium() || (await hasPlaywrights())) return true;
  const asRoot = process.getuid?.() === 0;

  // Debian's own package brings the system libraries along; Ubuntu's is an empty shell around a snap.
  if (asRoot && isDebian()) {
    console.log('Installing Chromium with apt …');
    if (succeeds('apt-get', ['update', '-qq']) && succeeds('apt-get', ['install', '-y', '-qq', 'chromium'])) {
      if (findChromium()) return true;
    }
  }
  console.log('Downloading Chromium with Playwright …');
  const libraries = asRoot && process.platform === 'linux' ? ['--with-deps'] : [];
  if (
    succeeds('npx', ['--no-install', 'playwright', 'install', ...libraries, 'chromium']) &&
    (await hasPlaywrights())
  ) {
    return true;
  }

  console.error('\nThere is no Chromium to run the browser tests in, and none could be installed. Do one of these:');
  console.error(
    '- install Chrome or Chromium (Debian: `apt-get install chromium`, macOS: `brew install --cask chromium`)',
  );
  console.error('- run `npx playwright install --with-deps chromium`');
  console.error('- set CHROMIUM_PATH to the executable of one you have');
  return false;
}

async function hasPlaywrights(): Promise<boolean> {
  const { chromium } = await import('playwright');
  return existsSync(chromium.executablePath());
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function succeeds(command: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '20000' };
  const shell = process.platform === 'win32';
  const options = { env, shell, stdio: 'inherit', timeout: 5 * 60_000 } as const;
  return spawnSync(command, args, options).status === 0;
}
