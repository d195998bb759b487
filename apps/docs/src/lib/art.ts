// Little pictures for diagrams, 64 x 48 each: what goes into a network, and what comes out.

const frame = '<rect class="frame" x="4" y="2" width="56" height="44" rx="5"/>';
const scene = '<circle class="soft" cx="46" cy="13" r="5"/><path class="soft" d="M6 40 22 20l10 12 8-9 18 17z"/>';
const figure =
  '<circle class="thing" cx="32" cy="12" r="5"/><path class="limb" d="M32 17v14M32 21l-11 6M32 21l11 6M32 31l-7 12M32 31l7 12"/>';
const joint = (x: number, y: number) => `<circle class="mark" cx="${x}" cy="${y}" r="2.6"/>`;
const stack = (x: number, size: number) =>
  [6, 3, 0]
    .map(
      (d) =>
        `<rect class="map" x="${x + d}" y="${24 - size / 2 - d + 3}" width="${size * 0.62}" height="${size}" rx="2"/>`,
    )
    .join('');

export const art = {
  /** A photograph. */
  photo: `${frame}${scene}`,
  /** A photograph of two things. */
  things: `${frame}<circle class="thing" cx="20" cy="28" r="8"/><rect class="thing" x="38" y="14" width="13" height="20" rx="2"/>`,
  /** A person. */
  person: `${frame}${figure}`,
  /** A game on a screen. */
  game: `${frame}<path class="soft" d="M9 8h46v4H9zM9 14h46v4H9z"/><circle class="thing" cx="36" cy="28" r="2.5"/><rect class="thing" x="24" y="39" width="16" height="3"/>`,
  /** A road. */
  road: `${frame}<path class="soft" d="M28 8h8l17 36H11z"/><path class="lane" d="M32 12v5M32 22v6M32 33v8"/>`,
  /** A CNN: maps that get smaller and more. */
  backbone: `${stack(2, 36)}${stack(30, 24)}${stack(49, 14)}`,
  /** Boxes around things. */
  boxes: `${frame}<circle class="thing" cx="20" cy="28" r="8"/><rect class="thing" x="38" y="14" width="13" height="20" rx="2"/><rect class="outline" x="10" y="18" width="20" height="20"/><rect class="outline" x="35" y="11" width="19" height="26"/>`,
  /** A class for each pixel. */
  mask: `${frame}<path class="one" d="M5 4h54v20H5z"/><path class="two" d="M5 24h54v20H5z"/><circle class="three" cx="42" cy="26" r="9"/>`,
  /** The joints of a person. */
  joints: `${frame}${figure}${[
    [32, 12],
    [32, 19],
    [21, 27],
    [43, 27],
    [32, 31],
    [25, 43],
    [39, 43],
  ]
    .map(([x, y]) => joint(x, y))
    .join('')}`,
  /** The values of four moves. */
  moves: `${frame}<path class="bar" d="M12 40v-8h7v8zM24 40V16h7v24zM36 40V26h7v14zM48 40v-5h7v5z"/>`,
  /** A sentence. */
  words: `${frame}<path class="lines" d="M11 13h26M42 13h11M11 22h12M28 22h22M11 31h34M11 40h18"/>`,
  /** A picture in another style. */
  painted: `${frame}<path class="strokes" d="M7 38q8-18 16-16t9 10 10-12 15 18M10 12q7-5 13 0t13 0M38 11q8-6 17 2"/>`,
  /** A steering wheel. */
  wheel: `<circle class="outline" cx="32" cy="24" r="18"/><circle class="mark" cx="32" cy="24" r="3.5"/><path class="limb" d="M32 27v15M29 23l-14-3M35 23l14-3"/>`,
  /** One answer for the whole picture. */
  label: `${frame}<path class="bar" d="M12 12h36v6H12zM12 22h14v6H12zM12 32h8v6h-8z"/>`,
} as const;

export type Art = keyof typeof art;
