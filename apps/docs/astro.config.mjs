import { existsSync } from 'node:fs';
import { unified } from '@astrojs/markdown-remark';
import starlight from '@astrojs/starlight';
import { defineConfig, passthroughImageService } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { chapters } from './src/chapters.mjs';

/** Where the site will be: `SITE=https://example.org BASE=/striate pnpm --filter docs build`. */
const site = process.env.SITE ?? 'http://localhost:4321';
const base = process.env.BASE ?? '/';

const isWritten = (slug) => existsSync(new URL(`./src/content/docs/course/${slug}.mdx`, import.meta.url));
const courseItems = chapters.filter(({ slug }) => isWritten(slug)).map(({ slug }) => `course/${slug}`);

export default defineConfig({
  site,
  base,
  trailingSlash: 'always',
  image: { service: passthroughImageService() },
  markdown: { processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex] }) },
  integrations: [
    starlight({
      title: 'Striate',
      description:
        'Convolutional networks in TypeScript, in Node.js and in the browser: an interactive course and its library.',
      defaultLocale: 'root',
      locales: { root: { label: 'English', lang: 'en' }, ko: { label: '한국어', lang: 'ko' } },
      customCss: ['katex/dist/katex.min.css', './src/styles/site.css'],
      components: { Head: './src/components/Head.astro', PageTitle: './src/components/PageTitle.astro' },
      sidebar: [
        { label: 'Get started', translations: { ko: '시작하기' }, items: [{ autogenerate: { directory: 'start' } }] },
        {
          label: 'Course',
          translations: { ko: '강의' },
          items: ['course', ...courseItems],
        },
      ],
    }),
  ],
  // Threads need a cross-origin isolated page; a host without these headers gets them from the service worker.
  server: {
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
  },
  vite: { worker: { format: 'es' } },
});
