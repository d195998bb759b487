import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The links within a built site that lead nowhere: to no file, or to a place that its page has not. */
export function brokenLinks(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  const text = new Map(
    names.map((name) => [`/${name.replace(/index\.html$/, '')}`, readFileSync(join(folder, name), 'utf8')]),
  );
  const ids = new Map(
    [...text].map(([path, html]) => [path, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]))]),
  );
  const broken = new Set<string>();
  for (const [from, html] of text) {
    for (const [, href] of html.matchAll(/<a\b[^>]*?\shref="([^"]+)"/g)) {
      const url = new URL(href.replaceAll('&amp;', '&'), `https://site.invalid${from}`);
      if (url.host !== 'site.invalid') continue;
      const path = decodeURI(url.pathname);
      const id = decodeURIComponent(url.hash.slice(1));
      const target = ids.get(path);
      if (!target && !existsSync(join(folder, path))) broken.add(`${from} → ${href}`);
      else if (!target?.has(id) && id && id !== '_top') broken.add(`${from} → ${href}`);
    }
  }
  return [...broken].sort();
}
