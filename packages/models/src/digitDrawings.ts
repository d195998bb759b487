// The digits as LeNet-5 knew them: 7 x 12 pixels, with room above and below for the capitals and tails of other characters, drawn
// anew after the description in LeCun, Bottou, Bengio and Haffner 1998 (figure 3). A drawing is compared with 84 numbers, rows from
// the top: a `#` is +1, a dot -1. Similar characters have similar drawings, so that a mistake between them costs little.

const digits = `
....... ....... ....... ....... ....... ....... ....... ....... ....... .......
..###.. ...#... ..####. .#####. .....#. .#####. ..####. .#####. ..###.. ..###..
.#...#. ..##... .#....# ......# ....##. .#..... .#..... .....#. .#...#. .#...#.
#.....# .###... ......# ......# ...#.#. .#..... #...... .....#. #.....# #.....#
#.....# ...#... ......# .....#. ..#..#. .#..... #...... ....#.. #.....# #.....#
#.....# ...#... .....#. ..####. .#...#. .#####. #.####. ....#.. .#...#. .#...##
#.....# ...#... ....#.. ......# #....#. ......# ##....# ...#... ..###.. ..###.#
#.....# ...#... ...#... ......# ####### ......# #.....# ...#... .#...#. ......#
#.....# ...#... ..#.... ......# .....#. ......# #.....# ..#.... #.....# ......#
.#...#. ...#... .#..... .#....# .....#. #.....# .#...#. ..#.... #.....# .....#.
..###.. .#####. ####### ..####. .....#. .#####. ..###.. .#..... .#####. .####..
....... ....... ....... ....... ....... ....... ....... ....... ....... .......`;

/** For each digit 84 numbers, +1 where its drawing has ink and -1 elsewhere. */
export function digitDrawings(): number[][] {
  const rows = digits
    .trim()
    .split('\n')
    .map((row) => row.split(' '));
  return rows[0].map((_, digit) => rows.flatMap((row) => Array.from(row[digit], (pixel) => (pixel === '#' ? 1 : -1))));
}
