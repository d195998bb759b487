// What stands at the left of every page. A page that is not written yet is left out, so that the course can grow.
import { existsSync } from 'node:fs';
import { chapters } from './chapters.mjs';

const isWritten = (/** @type {string} */ slug) =>
  ['.mdx', '.md', '/index.mdx', '/index.md'].some((end) =>
    existsSync(new URL(`content/docs/${slug}${end}`, import.meta.url)),
  );
const folder = (/** @type {string} */ directory) => ({ autogenerate: { directory } });

export const sidebar = [
  { label: 'Get started', translations: { ko: '시작하기' }, items: [folder('start')] },
  {
    label: 'Course',
    translations: { ko: '강의' },
    items: [
      'course',
      ...chapters
        .map(({ slug }, i) => ({ slug: `course/${slug}`, attrs: { 'data-chapter': String(i + 1) } }))
        .filter(({ slug }) => isWritten(slug)),
      'course/lecture-map',
    ],
  },
  { label: 'Guides', translations: { ko: '안내서' }, items: [folder('guides')] },
  { label: 'Zoo', translations: { ko: '신경망 모음' }, link: '/zoo/' },
  { label: 'Benchmarks', translations: { ko: '벤치마크' }, link: '/benchmarks/' },
  { label: 'Reference', translations: { ko: '레퍼런스' }, collapsed: true, items: [folder('reference')] },
];
