import { openSite } from '/work/main/apps/parts/src/testing/openSite.ts';
import { findChromium } from '/work/main/tooling/verbs/chromium.ts';
const site = await openSite('apps/style-transfer/dist', { chromium: findChromium() });
for (const [w, g] of [[3e4, 0], [1e6, 0], [1000, 1], [3e4, 1]] as const) {
  const { page } = await site.visit('/');
  if (g) { await page.waitForTimeout(2500); await page.getByLabel(/Richer with GoogLeNet/).setInputFiles('/work/shared/data/googlenet/bvlc_googlenet.safetensors'); await page.getByText('GoogLeNet, bvlc').waitFor(); }
  await page.getByLabel('Size (pixels)').fill('128'); await page.getByLabel(/^Steps/).fill('80'); await page.getByLabel('Weight of the style').fill(String(w));
  const t = Date.now();
  await page.getByRole('button',{name:'▶ Paint'}).click(); await page.getByRole('button', { name: 'Save as PNG' }).waitFor({timeout:300000});
  console.log(w, g, (Date.now()-t)/1000, await page.locator('p[role=status]').textContent());
  await page.locator('canvas.result').screenshot({ path: `/tmp/shots/st-${g}-${w}.png` });
}
await site.close();
