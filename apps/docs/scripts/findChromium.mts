import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The Chromium the tests run in: `$CHROMIUM_PATH`, or the one in the PATH; undefined stands for Playwright's own. */
export function findChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return (
    process.env.CHROMIUM_PATH ?? folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync)
  );
}
