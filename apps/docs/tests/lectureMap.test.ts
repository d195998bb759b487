// The page that maps the lectures: every heading of theirs is on it, and every place it names is there in both languages.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lectures } from '../src/lib/lectureMap';
import { pageOutline } from '../src/lib/pages';

const root = new URL('../../../', import.meta.url);
const folder = new URL('../shared/lectures/', root);

const plain = (heading: string) =>
  heading
    .replace(/<[^>]*>/g, '')
    .replace(/&[a-z]+;/g, '')
    .replace(/^[#\s\-●□☐📝📌💻•“]+|^\[참고\]|[”]$/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The headings of a lecture: Markdown's, HTML's, bullets with a box, and the first lines of slides of the one that has no marks. */
function headingsOf(text: string): string[] {
  const marked = text.match(/^#+ .*|^- ☐ .*|<h[23][^>]*>.*?<\/h[23]>/gm) ?? [];
  const slides = text.match(/^(Convolutional|Max Pooling|The problem|Solution|Before we)[ -~]*$/gm) ?? [];
  const found = marked.length > 0 ? marked : slides.filter((line) => !line.includes('->'));
  return [...new Set(found.map(plain))].filter((heading) => heading.length > 0);
}

const here = existsSync(folder);
test.skipIf(!here)(`every heading of the lectures is mapped${here ? '' : ': left out, no ../shared/lectures'}`, () => {
  readdirSync(folder).forEach((name, i) => {
    const headings = headingsOf(readFileSync(new URL(name, folder), 'utf8'));
    const mapped = lectures[i].headings.map(([heading]) => heading.toLowerCase());
    expect(headings.length, name).toBeGreaterThan(5);
    for (const heading of headings) expect(mapped, name).toContain(heading.toLowerCase());
  });
});

const places = [...new Set(lectures.flatMap(({ headings }) => headings.flatMap(([, ...rest]) => rest)))];

test.each(places)('%s is there', (place) => {
  const [page, section] = place.split('#');
  const english = pageOutline(page);
  expect(english).toBeDefined();
  const korean = pageOutline(`ko/${page}`);
  if (page.startsWith('course')) expect(korean?.sections.length).toBe(english?.sections.length);
  if (section) expect(english?.sections.map(({ slug }) => slug)).toContain(section);
});
