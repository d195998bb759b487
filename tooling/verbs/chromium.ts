import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installWithApt, succeeds } from './apt.ts';

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
  // Debian's own package brings the system libraries along; Ubuntu's is an empty shell around a snap.
  if (installWithApt(['chromium']) && findChromium()) return true;
  console.log('Downloading Chromium with Playwright …');
  const libraries = process.getuid?.() === 0 && process.platform === 'linux' ? ['--with-deps'] : [];
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
