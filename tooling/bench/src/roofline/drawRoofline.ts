import { type Label, placeLabels } from './placeLabels';

export interface Point {
  readonly name: string;
  /** Chooses colour and shape; the legend names it. */
  readonly group: string;
  /** Operations a byte. */
  readonly intensity: number;
  readonly gflops: number;
}

export interface Roof {
  /** GFLOP/s. */
  readonly peak: number;
  /** GB/s. */
  readonly bandwidth: number;
}

interface Texts {
  readonly title: string;
  readonly subtitle: string;
  /** What is to be said of points above the roof. */
  readonly above: string;
}

const size = { width: 980, height: 640 };
const plot = { left: 72, top: 108, right: 956, bottom: 580 };
/** As paths around the origin, so that who sees no colours tells the groups apart. */
const shapes = [
  'M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z',
  'M-4.6,-4.6H4.6V4.6H-4.6Z',
  'M0,-6.2L6.2,0L0,6.2L-6.2,0Z',
  'M0,-5.8L5.8,4.6H-5.8Z',
  'M0,5.8L5.8,-4.6H-5.8Z',
];

// Colours of equal weight on either ground.
const style = `
  svg { --ground: #fcfcfb; --ink: #1a1a19; --soft: #62615d; --grid: #e4e3df; --roof: #1a1a19; --shade: #efeeea;
    --g0: #2a78d6; --g1: #eb6834; --g2: #4a3aa7; --g3: #1baf7a; --g4: #e87ba4;
    font: 12px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; }
  @media (prefers-color-scheme: dark) {
    svg { --ground: #1a1a19; --ink: #f5f4f0; --soft: #a9a8a2; --grid: #31312f; --roof: #f5f4f0; --shade: #242422;
      --g0: #5a9ce8; --g1: #f0824f; --g2: #9085e9; --g3: #35c48f; --g4: #ee92b5; } }
  text { fill: var(--soft); }
  .title { fill: var(--ink); font-size: 19px; font-weight: 600; }
  .name { font-size: 11px; fill: var(--ink); paint-order: stroke; stroke: var(--ground); stroke-width: 3px; stroke-linejoin: round; }
  .roof { fill: none; stroke: var(--roof); stroke-width: 2; stroke-linejoin: round; }
  .says { fill: var(--ink); font-weight: 600; }
  .grid { stroke: var(--grid); }
  .mark { stroke: var(--ground); stroke-width: 1.5; paint-order: stroke; }`;

/**
 * A roofline (Williams, Waterman and Patterson 2009), as an SVG of its own: what was reached against what memory and processor
 * allow, both axes logarithmic.
 */
export function drawRoofline(points: readonly Point[], { peak, bandwidth }: Roof, texts: Texts): string {
  const groups = [...new Set(points.map(({ group }) => group))];
  const ridge = peak / bandwidth;
  const x = scale([ridge / 4, ...points.map(({ intensity }) => intensity)], [plot.left, plot.right], 1.35);
  const y = scale([peak, ...points.map(({ gflops }) => gflops)], [plot.bottom, plot.top], 1.3);
  // The slope enters where it crosses the left edge, or the lower one.
  const start = Math.max(x.from, y.from / bandwidth);
  const roof = [
    [x(start), y(start * bandwidth)],
    [x(ridge), y(peak)],
    [plot.right, y(peak)],
  ];
  const marks = points.map(({ name, intensity, gflops }) => ({ text: name, x: x(intensity), y: y(gflops) }));
  const legend = legendOf(groups);
  const says = { left: x(ridge), right: plot.right, top: y(peak) - 20, bottom: y(peak) + 2 };
  const labels = placeLabels(marks, [legend.box, says, ...along(roof)], plot);
  const slope = (Math.atan2(y(peak) - y(start * bandwidth), x(ridge) - x(start)) * 180) / Math.PI;
  const middle = Math.sqrt(start * ridge);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeXml(texts.title)}">
<style>${style}
</style>
<rect width="${size.width}" height="${size.height}" rx="10" fill="var(--ground)"/>
<text class="title" x="${plot.left}" y="40">${escapeXml(texts.title)}</text>
<text x="${plot.left}" y="62">${escapeXml(texts.subtitle)}</text>
<g>${gridOf(x, y)}</g>
<path d="${path([...roof, [plot.right, plot.bottom], [x(start), plot.bottom]])}Z" fill="var(--shade)" opacity="0.55"/>
<path class="roof" d="${path(roof)}"/>
<text class="says" x="${plot.right - 6}" y="${at(y(peak) - 7)}" text-anchor="end">peak: ${peak.toFixed(0)} GFLOP/s</text>
<text x="${at(x(ridge) + 10)}" y="${at(y(peak) - 8)}">${escapeXml(texts.above)}</text>
<text class="says" text-anchor="middle" transform="translate(${at(x(middle))} ${at(y(middle * bandwidth))}) rotate(${at(slope)}) translate(0 -8)">memory: ${bandwidth.toFixed(0)} GB/s</text>
${marks.map(({ x: left, y: top }, i) => mark(groups.indexOf(points[i].group), left, top, `${points[i].name}: ${points[i].gflops.toFixed(1)} GFLOP/s`)).join('\n')}
${labels.map(labelText).join('\n')}
${legend.svg}
<text x="${(plot.left + plot.right) / 2}" y="${plot.bottom + 40}" text-anchor="middle">operations for each byte of images, filters and outputs</text>
<text x="${plot.left}" y="${plot.top - 12}">GFLOP/s, counted as the plain convolution has them</text>
</svg>
`;
}

interface Scale {
  (value: number): number;
  readonly from: number;
  readonly to: number;
}

/** Logarithmic, with some air on both sides of the values. */
function scale(values: readonly number[], [first, last]: readonly [number, number], air: number): Scale {
  const [from, to] = [Math.min(...values) / air, Math.max(...values) * air];
  const position = (value: number) => first + ((last - first) * Math.log(value / from)) / Math.log(to / from);
  return Object.assign(position, { from, to });
}

/** 1, 2 and 5 of every power of ten. */
function ticks({ from, to }: Scale): number[] {
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
    for (const digit of [1, 2, 5]) {
      const value = digit * 10 ** power;
      if (value >= from && value <= to) found.push(Number(value.toPrecision(1)));
    }
  }
  return found;
}

function gridOf(x: Scale, y: Scale): string {
  const columns = ticks(x).map(
    (value) =>
      `<path class="grid" d="M${at(x(value))},${plot.top}V${plot.bottom}"/><text x="${at(x(value))}" y="${plot.bottom + 18}" text-anchor="middle">${value}</text>`,
  );
  const lines = ticks(y).map(
    (value) =>
      `<path class="grid" d="M${plot.left},${at(y(value))}H${plot.right}"/><text x="${plot.left - 8}" y="${at(y(value) + 4)}" text-anchor="end">${value}</text>`,
  );
  return [...columns, ...lines].join('\n');
}

function legendOf(groups: readonly string[]) {
  const [left, top, row] = [plot.left + 14, plot.top + 14, 20];
  const box = { left, top, right: left + 190, bottom: top + row * groups.length + 10 };
  const rows = groups.map((group, i) => {
    const middle = top + 15 + row * i;
    return `${mark(i, left + 14, middle, group)}<text x="${left + 28}" y="${middle + 4}" fill="var(--ink)">${escapeXml(group)}</text>`;
  });
  return { box, svg: rows.join('\n') };
}

function mark(group: number, x: number, y: number, title: string): string {
  const shape = shapes[group % shapes.length];
  return `<path class="mark" d="${shape}" fill="var(--g${group % shapes.length})" transform="translate(${at(x)} ${at(y)})"><title>${escapeXml(title)}</title></path>`;
}

function labelText({ x, y, text, align }: Label): string {
  return `<text class="name" x="${at(x)}" y="${at(y)}" text-anchor="${align}">${escapeXml(text)}</text>`;
}

/** Small boxes along a line, which names shall not cover. */
function along(line: readonly (readonly number[])[]) {
  return line.slice(1).flatMap(([toX, toY], i) => {
    const [fromX, fromY] = line[i];
    const steps = Math.ceil(Math.hypot(toX - fromX, toY - fromY) / 8);
    return Array.from({ length: steps + 1 }, (_, k) => {
      const [px, py] = [fromX + ((toX - fromX) * k) / steps, fromY + ((toY - fromY) * k) / steps];
      return { left: px - 4, right: px + 4, top: py - 2, bottom: py + 2 };
    });
  });
}

function path(line: readonly (readonly number[])[]): string {
  return line.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${at(px)},${at(py)}`).join('');
}

function at(value: number): number {
  return Number(value.toFixed(1));
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
