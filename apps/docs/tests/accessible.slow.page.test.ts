// axe-core finds nothing serious: every chapter, the home page, the first pages and the guides, in both languages, light and dark.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const dist = 'apps/docs/dist';
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('index.html'))
  .map((name) => `/${name.replace(/index\.html$/, '')}`)
  .filter((path) => /^\/(ko\/)?($|course\/|start\/|guides\/|benchmarks\/|zoo\/($|lenet5\/))/.test(path));

let site: Site;
beforeAll(async () => {
  site = await openSite(dist, { chromium: inject('chromium') });
});
afterAll(() => site.close());

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

// What KaTeX draws is hidden from readers, who get its MathML. In the dark only colours differ.
const context = { exclude: ['.katex-html'] };
const rules = { light: {}, dark: { runOnly: ['color-contrast'] } };

test.each(['light', 'dark'] as const)(
  'axe-core finds nothing serious, %s',
  { timeout: 900_000 },
  async (colorScheme) => {
    const run = `axe.run(${JSON.stringify(context)}, ${JSON.stringify({ ...rules[colorScheme], resultTypes: ['violations'] })})`;
    const found: string[] = [];
    // One after the other: a page behind another has no idle time.
    for (const path of pages) {
      const { page } = await site.visit(path, { colorScheme, reducedMotion: 'reduce' });
      await page.addScriptTag({ path: axe });
      // Code that scrolls becomes focusable a moment after it is seen.
      await page.evaluate(
        () => new Promise((done) => setTimeout(() => requestIdleCallback(done, { timeout: 2000 }), 400)),
      );
      const violations: Violation[] = await page.evaluate(`${run}.then(({ violations }) => violations)`);
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical')
          found.push(
            `${path} ${id}: ${nodes
              .slice(0, 2)
              .map(({ target }) => target.join(' '))
              .join(', ')}`,
          );
      await page.context().close();
    }
    expect(found).toEqual([]);
  },
);
