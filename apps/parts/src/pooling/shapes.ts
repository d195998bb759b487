import type { Matrix } from './PoolingState';

const drawings = {
  dots: ['', '', '', '   #   #', '', '', '', '   #   #'],
  seven: [
    '',
    '',
    '   #######',
    '   #######',
    '        ##',
    '       ##',
    '      ##',
    '     ##',
    '     ##',
    '    ##',
    '    ##',
  ],
  cross: ['', '', '', '   #     #', '    #   #', '     # #', '      #', '     # #', '    #   #', '   #     #'],
} as const;

export type ShapeName = keyof typeof drawings;
export const shapeNames = Object.keys(drawings) as ShapeName[];
/** The side of the pictures. */
export const side = 16;

/** A small picture of a shape, moved by pixels. */
export function shape(name: ShapeName, right: number, down: number): Matrix {
  return Array.from({ length: side }, (_, y) =>
    Array.from({ length: side }, (_, x) => (drawings[name][y - 1 - down]?.[x - 1 - right] === '#' ? 1 : 0)),
  );
}
