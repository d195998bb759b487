import { escaped, round, type Spot } from './svg';

/** What stands in a box: a bold name, the rest of the title, and cells below. */
export interface Label {
  readonly name: string;
  readonly title: string;
  readonly cells: readonly { readonly head: string; readonly lines: readonly string[] }[];
}

const line = 18;
const pad = { x: 10, y: 5 };
/** Width of a letter, on the safe side: fonts differ, and nobody measures them here. */
const letter = { plain: 7, bold: 7.6 };

const titleWidth = ({ name, title }: Label) =>
  name.length * letter.bold + (title ? (title.length + 1) * letter.plain : 0);
const cellWidth = ({ head, lines }: Label['cells'][number]) =>
  head.length * letter.plain + Math.max(...lines.map((text) => text.length)) * letter.bold + 2 * pad.x;

export function sizeOfLabel(label: Label): { width: number; height: number } {
  const cells = label.cells.reduce((sum, cell) => sum + cellWidth(cell), 0);
  const lines = Math.max(0, ...label.cells.map(({ lines }) => lines.length));
  const height = line + 2 * pad.y + (lines > 0 ? lines * line + 2 * pad.y : 0);
  return { width: Math.ceil(Math.max(titleWidth(label) + 2 * pad.x, cells)), height };
}

/** A box around its middle: a dark title, the cells side by side. */
export function drawBox(label: Label, middle: Spot): string {
  const { width, height } = sizeOfLabel(label);
  const [left, top] = [middle.x - width / 2, middle.y - height / 2];
  const head = line + 2 * pad.y;
  const { cells, name, title } = label;
  const rest = title ? `<tspan font-weight="normal"> ${escaped(title)}</tspan>` : '';
  const parts = [
    `<title>${escaped(title ? `${name} ${title}` : name)}</title>`,
    rect(left, top, width, height, '#fff'),
    rect(left, top, width, head, '#222'),
    `<text x="${round(middle.x)}" y="${round(top + pad.y + 13)}" fill="#fff" font-weight="bold" text-anchor="middle">${escaped(name)}${rest}</text>`,
  ];
  const spare = (width - cells.reduce((sum, cell) => sum + cellWidth(cell), 0)) / Math.max(1, cells.length);
  let x = left;
  cells.forEach((cell, i) => {
    const own = cellWidth(cell) + spare;
    if (i > 0) parts.push(`<path d="M${round(x)} ${round(top + head)}V${round(top + height)}" stroke="#222"/>`);
    cell.lines.forEach((text, k) => {
      const first = k === 0 ? escaped(cell.head) : '';
      const y = top + head + pad.y + k * line + 13;
      parts.push(
        `<text x="${round(x + own / 2)}" y="${round(y)}" fill="#222" text-anchor="middle">${first}<tspan font-weight="bold">${escaped(text)}</tspan></text>`,
      );
    });
    x += own;
  });
  return `<g>${parts.join('')}</g>`;
}

function rect(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}" stroke="#222"/>`;
}
