import type { Layout, Point } from './layeredLayout';
import { escaped, round, type Spot } from './svg';

/** How a layout lies in the picture. */
export interface Placement {
  readonly width: number;
  readonly height: number;
  point(place: Point): Spot;
}

export function placement({ across, along }: Layout, rankdir: 'TB' | 'LR' | 'BT' | 'RL'): Placement {
  const back = rankdir === 'BT' || rankdir === 'RL';
  const sideways = rankdir === 'LR' || rankdir === 'RL';
  return {
    width: sideways ? along : across,
    height: sideways ? across : along,
    point: (place) => {
      const far = back ? along - place.along : place.along;
      return sideways ? { x: far, y: place.across } : { x: place.across, y: far };
    },
  };
}

/** A line bent between ranks and straight within, with an arrow's head. */
export function drawEdge(points: readonly Spot[], back: boolean, sideways: boolean): string {
  if (back) {
    const [{ x, y }, ...bend] = points;
    const path = `M${round(x)} ${round(y)}C${bend.map((spot) => `${round(spot.x)} ${round(spot.y)}`).join(' ')}`;
    return `<path d="${path}" fill="none" stroke="#222"/>${arrowHead(bend[1], bend[2], !sideways)}`;
  }
  const [start, ...rest] = points;
  const end = rest[rest.length - 1];
  let path = `M${round(start.x)} ${round(start.y)}`;
  rest.forEach(({ x, y }, i) => {
    const from = points[i];
    if (i % 2 === 1) path += `L${round(x)} ${round(y)}`;
    else {
      const [middleX, middleY] = [(from.x + x) / 2, (from.y + y) / 2];
      const bends = sideways ? [middleX, from.y, middleX, y] : [from.x, middleY, x, middleY];
      path += `C${bends.map(round).join(' ')} ${round(x)} ${round(y)}`;
    }
  });
  return `<path d="${path}" fill="none" stroke="#222"/>${arrowHead(points[points.length - 2], end, sideways)}`;
}

function arrowHead(from: Spot, { x, y }: Spot, sideways: boolean): string {
  const [dx, dy] = sideways ? [Math.sign(x - from.x) * 8, 0] : [0, Math.sign(y - from.y) * 8];
  const [sx, sy] = [dy / 2, dx / 2];
  const corners = [x, y, x - dx - sx, y - dy - sy, x - dx + sx, y - dy + sy];
  return `<path d="M${corners.map(round).join(' ')}Z" fill="#222"/>`;
}

/** A frame around boxes, with a name. */
export function drawFrame(
  name: string,
  boxes: readonly { readonly width: number; readonly height: number; readonly middle: Spot }[],
): string {
  const room = 12;
  const left = Math.min(...boxes.map(({ middle, width }) => middle.x - width / 2)) - room;
  const right = Math.max(...boxes.map(({ middle, width }) => middle.x + width / 2)) + room;
  const top = Math.min(...boxes.map(({ middle, height }) => middle.y - height / 2)) - room - 4;
  const bottom = Math.max(...boxes.map(({ middle, height }) => middle.y + height / 2)) + room;
  return [
    `<rect x="${round(left)}" y="${round(top)}" width="${round(right - left)}" height="${round(bottom - top)}" rx="6" fill="#f4f4f8" stroke="#889" stroke-dasharray="5 3"/>`,
    `<text x="${round(left + 6)}" y="${round(top + 12)}" fill="#556" font-size="11">${escaped(name)}</text>`,
  ].join('');
}
