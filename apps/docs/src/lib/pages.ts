// The pages of the site as they are written: their titles and sections, for tables that link to them.
const sources = import.meta.glob<string>('../content/docs/**/*.mdx', { query: '?raw', import: 'default', eager: true });

export interface Section {
  readonly title: string;
  readonly slug: string;
}

export interface PageOutline {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** The page `course/applications`, or in Korean `ko/course/applications`; undefined where there is none. */
export function pageOutline(page: string): PageOutline | undefined {
  const text = sources[`../content/docs/${page}.mdx`] ?? sources[`../content/docs/${page}/index.mdx`];
  if (text === undefined) return undefined;
  const sections = (text.match(/^##+ .*/gm) ?? []).map((line) => {
    const title = line.replace(/^#+ /, '');
    return { title, slug: slugOf(title) };
  });
  return { title: /^title: (.*)/m.exec(text)?.[1].replace(/^['"]|['"]$/g, '') ?? page, sections };
}

/** The id that a heading gets on its page. */
function slugOf(title: string): string {
  const letters = title.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '');
  return letters.replace(/\s/g, '-');
}
