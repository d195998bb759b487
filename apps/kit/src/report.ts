import { style } from './style';

/** A part of a report. */
export interface Section {
  readonly title: string;
  /** A line or two under the title. */
  readonly note: string;
  /** HTML. */
  readonly body: string;
}

export interface ReportOptions {
  /** Of the window. */
  readonly title: string;
  readonly heading: string;
  /** What it is about, under the heading. */
  readonly lede: string;
  /** The figures on top: what it is, and its value. The first stands out. */
  readonly figures: readonly (readonly [name: string, value: string])[];
  readonly sections: readonly Section[];
  readonly footer: string;
  /** Further CSS. */
  readonly style?: string;
}

/** A report: one page that needs nothing but itself. */
export function report({ title, heading, lede, figures, sections, footer, style: more = '' }: ReportOptions): string {
  const tops = figures.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
  const parts = sections.map(
    ({ title, note, body }) => `<section>\n<h2>${title}</h2>\n<p class="note">${note}</p>\n${body}\n</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}${more}</style>
</head>
<body>
<main>
<header>
<p class="over">Striate</p>
<h1>${heading}</h1>
<p class="lede">${lede}</p>
</header>
<dl class="figures">
${tops.join('\n')}
</dl>
${parts.join('\n')}
</main>
<footer><p>${footer}</p></footer>
</body>
</html>
`;
}
