// Small drawings of networks: boxes and pictures on a plane, arrows between them, in the colours of the page.
import { type Art, art } from './art';

export interface Item {
  /** The middle. */
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
  /** Lines within the box, or below the picture. */
  readonly text?: string;
  /** `strong` is what the drawing is about, `quiet` what stays as it was, `bare` has no box. */
  readonly kind?: 'plain' | 'strong' | 'quiet' | 'bare';
  /** A picture in place of a box. */
  readonly art?: Art;
}

export interface Diagram<Name extends string = string> {
  readonly width: number;
  readonly height: number;
  readonly items: Readonly<Record<Name, Item>>;
  /** From one item to another; `by` is a height to go round by. */
  readonly arrows: readonly (readonly [from: Name, to: Name, by?: number])[];
}

const lineHeight = 16;

/** The drawing as the inside of an `<svg>`. */
export function drawDiagram({ items, arrows }: Diagram): string {
  const lines = arrows.map(([from, to, by]) => arrow(items[from], items[to], by));
  return [...lines, ...Object.values(items).map(draw)].join('');
}

function sizes({ width = 92, height = 40, art: picture }: Item): { width: number; height: number } {
  return picture ? { width: 64, height: 48 } : { width, height };
}

function draw(item: Item): string {
  const { x, y, text = '', kind = 'plain', art: picture } = item;
  const { width, height } = sizes(item);
  const lines = text === '' ? [] : text.split('\n');
  const top = picture ? y + height / 2 + 15 : y - ((lines.length - 1) * lineHeight) / 2 + 4.5;
  const texts = lines.map((line, i) => `<text x="${x}" y="${top + i * lineHeight}">${escaped(line)}</text>`).join('');
  if (picture) return `<g transform="translate(${x - 32} ${y - 24})">${art[picture]}</g>${texts}`;
  if (kind === 'bare') return texts;
  const place = `x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}"`;
  return `<g class="${kind}"><rect ${place} rx="7"/>${texts}</g>`;
}

/** A line with a head, from the edge of one item to the edge of the other. */
function arrow(from: Item, to: Item, by?: number): string {
  const [a, b] = [sizes(from), sizes(to)];
  const side = Math.sign(to.x - from.x);
  const gap = 3;
  if (by !== undefined) {
    const [x1, x2] = [from.x + (side * a.width) / 2 + 8 * side, to.x];
    if (Math.abs(by - to.y) < 1) return line(`M${x1} ${from.y}V${by}H${x2 - side * (b.width / 2 + gap)}`);
    const end = to.y + (Math.sign(by - to.y) * b.height) / 2 + Math.sign(by - to.y) * gap;
    return line(`M${x1} ${from.y}V${by}H${x2}V${end}`);
  }
  if (Math.abs(to.x - from.x) < 1) {
    const down = Math.sign(to.y - from.y);
    return line(`M${from.x} ${from.y + (down * a.height) / 2}V${to.y - down * (b.height / 2 + gap)}`);
  }
  const [x1, x2] = [from.x + (side * a.width) / 2, to.x - side * (b.width / 2 + gap)];
  const middle = (x1 + x2) / 2;
  return line(`M${x1} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${x2} ${to.y}`);
}

const line = (path: string) => `<path class="arrow" d="${path}" marker-end="url(#tip)"/>`;

const escaped = (text: string) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
