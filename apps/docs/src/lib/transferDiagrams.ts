import type { Diagram, Item } from './diagram';

interface Words {
  readonly photos: string;
  readonly own: string;
  readonly old: string;
  readonly fresh: string;
  readonly copy: string;
}

/** A network for a large task above, its layers below it with a new classifier for a small one. */
export function transferred(words: Words): Diagram {
  const conv = (x: number, y: number, kind: Item['kind']): Item => ({
    x,
    y,
    width: 62,
    height: 38,
    text: 'Conv',
    kind,
  });
  return {
    width: 440,
    height: 206,
    items: {
      photos: { x: 42, y: 30, art: 'things', text: words.photos },
      a1: conv(136, 30, 'plain'),
      a2: conv(212, 30, 'plain'),
      a3: conv(288, 30, 'plain'),
      old: { x: 386, y: 30, width: 100, height: 38, text: words.old },
      own: { x: 42, y: 150, art: 'photo', text: words.own },
      b1: conv(136, 150, 'quiet'),
      b2: conv(212, 150, 'quiet'),
      b3: conv(288, 150, 'quiet'),
      fresh: { x: 386, y: 150, width: 100, height: 38, text: words.fresh, kind: 'strong' },
      copy: { x: 366, y: 90, width: 80, text: words.copy, kind: 'bare' },
    },
    arrows: [
      ['photos', 'a1'],
      ['a1', 'a2'],
      ['a2', 'a3'],
      ['a3', 'old'],
      ['own', 'b1'],
      ['b1', 'b2'],
      ['b2', 'b3'],
      ['b3', 'fresh'],
      ['a1', 'b1'],
      ['a2', 'b2'],
      ['a3', 'b3'],
    ],
  };
}
