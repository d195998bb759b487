import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { unified } from '@astrojs/markdown-remark';
import starlight from '@astrojs/starlight';
import { defineConfig, passthroughImageService } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { writeReference } from './scripts/reference/writeReference.mjs';
import { keepSizes } from './src/markdown/keepSizes.mjs';
import { liftSlots } from './src/markdown/liftSlots.mjs';
import { withBase } from './src/markdown/withBase.mjs';
import { sidebar } from './src/sidebar.mjs';

/** Where the site will be: `SITE=https://example.org BASE=/striate pnpm --filter docs build`. */
const site = process.env.SITE ?? 'http://localhost:4321';
const base = process.env.BASE ?? '/';

// The style sheet of the very KaTeX that writes the formulas: class names change from one version to the next.
const katexCss = createRequire(import.meta.resolve('rehype-katex')).resolve('katex/dist/katex.min.css');
// In the place of Starlight's search box: one that waits for somebody to search.
const lazyPagefindUi = fileURLToPath(new URL('src/PagefindUI.ts', import.meta.url));

writeReference();

export default defineConfig({
  site,
  base,
  outDir: process.env.OUT_DIR ?? 'dist',
  trailingSlash: 'always',
  image: { service: passthroughImageService() },
  markdown: {
    processor: unified({
      remarkPlugins: [remarkMath, liftSlots],
      rehypePlugins: [rehypeKatex, keepSizes, [withBase, { base }]],
    }),
  },
  integrations: [
    starlight({
      title: 'Striate',
      description:
        'Convolutional networks in TypeScript, in Node.js and in the browser: an interactive course and its library.',
      defaultLocale: 'root',
      locales: { root: { label: 'English', lang: 'en' }, ko: { label: '한국어', lang: 'ko' } },
      customCss: ['katex.css', './src/styles/site.css', './src/styles/embed.css'],
      components: { Head: './src/components/Head.astro', PageTitle: './src/components/PageTitle.astro' },
      sidebar,
    }),
  ],
  // Threads need a cross-origin isolated page; a host without these headers gets them from public/isolation.js.
  server: {
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  },
  vite: {
    worker: { format: 'es' },
    resolve: {
      alias: [
        { find: 'katex.css', replacement: katexCss },
        { find: /^@pagefind\/default-ui$/, replacement: lazyPagefindUi },
      ],
    },
  },
});
