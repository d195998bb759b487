import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import sirv from 'sirv';

/** What was said on a page that a visitor should never cause: errors on the console, exceptions, answers like 404. */
export interface SitePage {
  readonly page: Page;
  readonly problems: string[];
}

export interface Site {
  /** Where the built pages are served, without a slash at the end. */
  readonly url: string;
  readonly browser: Browser;
  /** A fresh visitor. */
  visit(path: string, options?: BrowserContextOptions): Promise<SitePage>;
  close(): Promise<void>;
}

export interface OpenSiteOptions {
  /** Chromium's executable: `inject('chromium')` in a test of the project `pages`. */
  readonly chromium: string | undefined;
  /** A y4m or mjpeg file for the fake webcam; Chromium's moving test picture unless given. */
  readonly webcam?: string;
  /** Whether the server sends the headers of a cross-origin isolated site, as it does unless told otherwise. */
  readonly isolated?: boolean;
}

/** Serves a folder of built pages, and starts Chromium with a fake webcam. */
export async function openSite(
  folder: string,
  { chromium: executablePath, webcam, isolated = true }: OpenSiteOptions,
): Promise<Site> {
  const serve = sirv(folder, {
    setHeaders(response) {
      if (!isolated) return;
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    },
  });
  const server = createServer((request, response) => serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--ignore-gpu-blocklist',
      '--use-angle=swiftshader',
      '--disable-accelerated-2d-canvas', // where a GPU is a CPU, drawing through it takes seconds
      '--enable-unsafe-swiftshader',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      ...(webcam ? [`--use-file-for-fake-video-capture=${webcam}`] : []),
    ],
  });
  return {
    url,
    browser,
    async visit(path, options) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(error.message));
      page.on(
        'response',
        (response) => response.status() >= 400 && problems.push(`${response.status()} ${response.url()}`),
      );
      await page.goto(url + path);
      return { page, problems };
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    chromium: string | undefined;
  }
}
