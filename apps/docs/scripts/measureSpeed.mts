// `pnpm --filter docs speed [--json]`: first contentful paint and total blocking time of five pages of the built site, on a
// local server, with the processor slowed down as a phone's would be.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSite } from '@striate/parts/testing/openSite';
import { findChromium } from './findChromium.mts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const slowdown = 4;
const wanted = [
  '/',
  '/start/first-network/',
  '/course/convolution-by-hand/',
  '/course/pooling-and-invariance/',
  '/zoo/lenet5/',
];
const paths = wanted.filter((path) => existsSync(join(dist, path, 'index.html')));

const site = await openSite(dist, { chromium: findChromium() });
const rows = [];
for (const path of paths) {
  const context = await site.browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) =>
      window.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
      buffered: true,
    });
  });
  await page.goto(site.url + path);
  await page.waitForTimeout(3000);
  const { paint, tasks } = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    tasks: window.longTasks,
  }));
  // What a task takes beyond 50 ms blocks a visitor's hand.
  const blocking = tasks.reduce((sum, ms) => sum + Math.max(0, ms - 50), 0);
  rows.push({ path, firstContentfulPaintMs: Math.round(paint), totalBlockingMs: Math.round(blocking) });
  await context.close();
}
await site.close();

if (process.argv.includes('--json')) console.log(JSON.stringify({ slowdown, rows }, null, 2));
else {
  console.log(`Processor slowed down ${slowdown} times, 390 x 844, local server.`);
  console.table(rows);
}
