import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { findChromium } from '@striate/verbs/chromium';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { type Driver, drivers } from './contract';

const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--ignore-gpu-blocklist',
  // A network on a software driver takes longer than it would wait.
  '--disable-gpu-watchdog',
];

/** Does something in the page of a browser that was started for it, so that nothing is compiled or allocated already. */
export async function inFreshPage<T>(driver: Driver, work: (page: Page) => Promise<T>): Promise<T> {
  const address = await serve();
  const args = [...quiet, ...drivers[driver]];
  const browser = await chromium.launch({ executablePath: findChromium(), headless: true, args });
  try {
    const page = await browser.newPage();
    const failed = new Promise<never>((_, reject) => {
      page.on('pageerror', reject);
      page.on('crash', () => reject(new Error('The page crashed')));
    });
    // Whoever waits for the work hears of it.
    failed.catch(() => {});
    const done = async () => {
      await page.goto(address);
      await page.waitForFunction(() => 'striateBench' in window);
      return work(page);
    };
    return await Promise.race([done(), failed]);
  } finally {
    await browser.close();
  }
}

let served: Promise<string> | undefined;

/** The address of the page, which is bundled when first asked for and served as long as this process lasts. */
function serve(): Promise<string> {
  served ??= bundle().then(
    (files) =>
      new Promise((resolve) => {
        const server = createServer((request, response) => {
          const file = files.get(request.url ?? '');
          response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' }).end(file?.body);
        });
        server.unref();
        server.listen(0, '127.0.0.1', () => {
          resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
        });
      }),
  );
  return served;
}

interface ServedFile {
  readonly type: string;
  readonly body: string | Uint8Array;
}

async function bundle(): Promise<Map<string, ServedFile>> {
  const input = fileURLToPath(new URL('page/main.ts', import.meta.url));
  const made = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { write: false, target: 'esnext', modulePreload: false, rolldownOptions: { input } },
  });
  const files = new Map<string, ServedFile>();
  for (const result of Array.isArray(made) ? made : [made]) {
    if (!('output' in result)) continue;
    for (const file of result.output) {
      const chunk = file.type === 'chunk';
      files.set(`/${file.fileName}`, { type: 'text/javascript', body: chunk ? file.code : file.source });
      if (chunk && file.isEntry)
        files.set('/', {
          type: 'text/html',
          body: `<!doctype html><script type="module" src="/${file.fileName}"></script>`,
        });
    }
  }
  return files;
}
