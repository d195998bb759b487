// `pnpm --filter docs test:base`: builds the site for a folder of a host (`/striate/`) and looks whether all of it works there.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openSite, type SitePage } from '@striate/parts/testing/openSite';
import { brokenLinks } from '../tests/brokenLinks.ts';
import { findChromium } from './findChromium.mts';

const base = '/striate/';
const host = fileURLToPath(new URL('../out/host', import.meta.url));
const docs = fileURLToPath(new URL('..', import.meta.url));
const env = { ...process.env, BASE: base, OUT_DIR: `${host}${base}` };
const built = spawnSync('node', ['scripts/astro.mjs', 'build'], { cwd: docs, env, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const problems = brokenLinks(host);
console.log(`links: ${problems.length} broken`);

const site = await openSite(host, { chromium: findChromium() });
type Locator = ReturnType<SitePage['page']['locator']>;

/** Opens a chapter, scrolls to a part, uses it, and notes all that went wrong on the way. */
async function look(path: string, name: string, use: (part: Locator) => Promise<unknown>): Promise<void> {
  const { page, problems: seen } = await site.visit(base + path);
  const part = page.locator(name).first();
  await part.evaluate((element) => element.scrollIntoView());
  await use(part).catch((error: unknown) => seen.push(String(error)));
  problems.push(...seen.map((problem) => `${path}: ${problem}`));
  console.log(`${path} ${name}: ${seen.length} problems`);
  await page.context().close();
}

const start = { timeout: 120_000 };
await look('ko/course/convolution-by-hand/', 'striate-kernel-playground', async (part) => {
  await part.locator('button.play').click();
  await part.locator('.output td').first().waitFor(start);
});
await look('course/training-and-backpropagation/', 'striate-training', async (part) => {
  await part.locator('button.play').click();
  await part.locator('.timeline button').first().waitFor(start);
});
await look('course/augmentation/', 'striate-augmentation-grid', async (part) => {
  const photo = part.locator('img').first();
  await photo.waitFor();
  const width = await photo.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));
  if (!width) throw new Error('the photograph is empty');
});
await look('zoo/lenet5/', '.graph img', (image) => image.evaluate((drawing: HTMLImageElement) => drawing.decode()));
await look('404.html', 'main p a', async (link) => {
  await link.click();
  await link.page().waitForURL(`${site.url}${base}course/`);
});
await site.close();

for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
