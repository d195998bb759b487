import type { Art } from './art';
import type { Diagram } from './diagram';

/** What stands behind the backbone: a head, and what it gives. */
export interface End {
  readonly head: string;
  readonly out: Art;
  readonly text: string;
}

/** A picture goes through a CNN, and from its maps the heads read what the task asks for. */
export function application(
  input: Art,
  words: readonly [input: string, backbone: string],
  ends: readonly End[],
): Diagram {
  const step = 92;
  const middle = 34 + ((ends.length - 1) * step) / 2;
  const items: Record<string, Diagram['items'][string]> = {
    input: { x: 40, y: middle, art: input, text: words[0] },
    backbone: { x: 138, y: middle, art: 'backbone', text: words[1] },
  };
  const arrows: [string, string][] = [['input', 'backbone']];
  ends.forEach(({ head, out, text }, i) => {
    const y = 34 + i * step;
    items[`head${i}`] = { x: 254, y, width: 118, height: 44, text: head, kind: 'strong' };
    items[`out${i}`] = { x: 384, y, art: out, text };
    arrows.push(['backbone', `head${i}`], [`head${i}`, `out${i}`]);
  });
  return { width: 456, height: 84 + (ends.length - 1) * step, items, arrows };
}
