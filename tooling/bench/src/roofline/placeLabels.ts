export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface Label extends Anchor {
  readonly align: 'start' | 'middle' | 'end';
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const glyph = 5.9;
const ascent = 9;
const descent = 3;
/** Half the width of a mark, with some air. */
const reach = 7;

/** A name beside each mark, where it covers neither marks nor other names nor what else is `taken`, if there is such a place. */
export function placeLabels(marks: readonly Anchor[], taken: readonly Box[], within: Box): Label[] {
  const blocked = [...taken, ...marks.map(around)];
  return marks.map((mark) => {
    const choices = candidates(mark).map((label) => ({ label, box: boxOf(label) }));
    const costs = choices.map(({ box }, rank) => rank + cost(box, mark, blocked, within));
    const best = choices[costs.indexOf(Math.min(...costs))];
    blocked.push(best.box);
    return best.label;
  });
}

/** Where a name may stand, the best place first. */
function candidates({ x, y, text }: Anchor): Label[] {
  const places: Label[] = [];
  for (const far of [0, 9, 18]) {
    places.push(
      { text, x: x + reach + 1 + far / 2, y: y + 3.5, align: 'start' },
      { text, x: x - reach - 1 - far / 2, y: y + 3.5, align: 'end' },
      { text, x, y: y - reach - 2 - far, align: 'middle' },
      { text, x, y: y + reach + 9 + far, align: 'middle' },
      { text, x: x + reach, y: y - reach + 1 - far, align: 'start' },
      { text, x: x + reach, y: y + reach + 6 + far, align: 'start' },
      { text, x: x - reach, y: y - reach + 1 - far, align: 'end' },
      { text, x: x - reach, y: y + reach + 6 + far, align: 'end' },
    );
  }
  return places;
}

function boxOf({ x, y, text, align }: Label): Box {
  const width = text.length * glyph;
  const left = align === 'start' ? x : align === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - ascent, bottom: y + descent };
}

function around({ x, y }: Anchor): Box {
  return { left: x - reach + 1, right: x + reach - 1, top: y - reach + 1, bottom: y + reach - 1 };
}

/** The area covered of others, dearer than any rank; leaving the picture is dearer still. */
function cost(box: Box, own: Anchor, blocked: readonly Box[], within: Box): number {
  const outside =
    box.left < within.left || box.right > within.right || box.top < within.top || box.bottom > within.bottom;
  const self = around(own);
  return blocked.reduce(
    (sum, other) => {
      if (other.left === self.left && other.top === self.top) return sum;
      const width = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const height = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      return sum + (width > 0 && height > 0 ? 100 + width * height : 0);
    },
    outside ? 1e6 : 0,
  );
}
