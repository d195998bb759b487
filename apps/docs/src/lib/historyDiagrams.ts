import type { Diagram } from './diagram';

/** A residual unit; `words`: the path around. */
export function residualUnit(words: { skip: string }): Diagram {
  return {
    width: 440,
    height: 124,
    items: {
      x: { x: 12, y: 88, width: 24, text: 'x', kind: 'bare' },
      first: { x: 104, y: 88, width: 92, height: 44, text: 'Conv 3×3\nBN, ReLU', kind: 'strong' },
      second: { x: 218, y: 88, width: 92, height: 44, text: 'Conv 3×3\nBN', kind: 'strong' },
      sum: { x: 303, y: 88, width: 30, height: 30, text: '+' },
      last: { x: 366, y: 88, width: 52, height: 30, text: 'ReLU' },
      y: { x: 428, y: 88, width: 24, text: 'y', kind: 'bare' },
      skip: { x: 170, y: 16, width: 200, height: 20, text: words.skip, kind: 'bare' },
    },
    arrows: [
      ['x', 'first'],
      ['first', 'second'],
      ['second', 'sum'],
      ['x', 'sum', 34],
      ['sum', 'last'],
      ['last', 'y'],
    ],
  };
}

/** GoogLeNet's module 3a: four branches, thinned out by 1x1 convolutions. */
export function inceptionModule(words: { input: string; pool: string; output: string }): Diagram {
  return {
    width: 440,
    height: 236,
    items: {
      x: { x: 48, y: 118, width: 94, height: 44, text: `${words.input}\n28×28×192` },
      reduce3: { x: 158, y: 88, width: 78, height: 34, text: '1×1, 96', kind: 'strong' },
      reduce5: { x: 158, y: 148, width: 78, height: 34, text: '1×1, 16', kind: 'strong' },
      pool: { x: 158, y: 208, width: 78, height: 34, text: `${words.pool} 3×3` },
      one: { x: 270, y: 28, width: 78, height: 34, text: '1×1, 64' },
      three: { x: 270, y: 88, width: 78, height: 34, text: '3×3, 128' },
      five: { x: 270, y: 148, width: 78, height: 34, text: '5×5, 32' },
      pooled: { x: 270, y: 208, width: 78, height: 34, text: '1×1, 32', kind: 'strong' },
      y: { x: 391, y: 118, width: 94, height: 44, text: `${words.output}\n28×28×256` },
    },
    arrows: [
      ['x', 'one', 28],
      ['x', 'reduce3'],
      ['x', 'reduce5'],
      ['x', 'pool'],
      ['reduce3', 'three'],
      ['reduce5', 'five'],
      ['pool', 'pooled'],
      ['one', 'y'],
      ['three', 'y'],
      ['five', 'y'],
      ['pooled', 'y'],
    ],
  };
}
