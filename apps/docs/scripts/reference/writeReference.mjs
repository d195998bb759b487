// The reference: pages of Markdown from the doc blocks, written before the site is built. They are not committed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packagesFolder } from './packagesFolder.mjs';
import { pageOf, titleOf } from './pages.mjs';
import { readExports } from './readExports.mjs';

const target = join(packagesFolder, '../apps/docs/src/content/docs/reference/api');
/** In the order a reader meets them. `striate` re-exports them all. */
export const documented = [
  'layers',
  'models',
  'data',
  'transfer',
  'explain',
  'formats',
  'tensor',
  'backend-cpu',
  'backend-webgl',
  'striate',
];

/** @typedef {import('./readExports.mjs').Entry} Entry */

/** @returns {Map<string, Entry[]>} the pages and what is on them */
export function referencePages() {
  const pages = new Map();
  for (const pack of documented)
    for (const entry of readExports(join(packagesFolder, pack, 'src'))) {
      const page = pageOf(pack, entry.file);
      pages.set(page, [...(pages.get(page) ?? []), entry]);
    }
  for (const entries of pages.values()) entries.sort((a, b) => order(a) - order(b));
  return pages;
}

/** Writes every page that changed, and takes away those that are no more. */
export function writeReference() {
  const pages = referencePages();
  const stamp = join(target, '.pages');
  const before = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  const now = [...pages.keys()].join('\n');
  if (before !== now) rmSync(target, { recursive: true, force: true });
  for (const [page, entries] of pages) {
    const path = join(target, `${page}.md`);
    const text = pageText(page, entries);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  mkdirSync(target, { recursive: true });
  writeFileSync(stamp, now);
}

/** @param {string} page @param {Entry[]} entries */
function pageText(page, entries) {
  const title = titleOf(page);
  const names = entries
    .map(({ name }) => name)
    .slice(0, 12)
    .join(', ');
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    `description: ${JSON.stringify(`${title}: ${names}`)}`,
    `sidebar: { label: ${JSON.stringify(page.split('/').at(-1)?.replaceAll('-', ' '))} }`,
    'editUrl: false',
    'tableOfContents: { maxHeadingLevel: 2 }',
    '---',
    '',
    ...entries.map(entryText),
  ].join('\n');
}

/** What is called comes before what is only named. @param {Entry} entry */
const order = ({ kind }) => ['function', 'class', 'const', 'interface', 'type'].indexOf(kind);

/** @param {Entry} entry */
function entryText({ name, text, doc, throws, examples }) {
  const fence = (/** @type {string} */ code) => `\`\`\`\`ts\n${code}\n\`\`\`\`\n`;
  return [
    `## ${name}\n`,
    `${plain(doc)}\n`,
    fence(text.replace(/^export (declare |default )?/gm, '')),
    ...throws.map((line) => `Throws ${plain(line)}\n`),
    ...(examples.length > 0 ? ['**Example**\n', ...examples.map(fence)] : []),
  ].join('\n');
}

/** Doc blocks are Markdown, but write of `<script>` and `{@link}` as it comes. @param {string} text */
function plain(text) {
  const marked = text.replace(/\{@link ([^}|\s]+)[^}]*\}/g, '`$1`').replace(/^\{(\w+)\}/, '`$1`');
  return marked.replace(/(`[^`]*`)|</g, (_, code) => code ?? '&lt;');
}
