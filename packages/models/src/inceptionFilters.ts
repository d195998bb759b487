/** Filters of the branches of an inception module; "reduce" is the 1x1 before the larger filter. */
export type InceptionFilters = readonly [
  one: number,
  reduce3: number,
  three: number,
  reduce5: number,
  five: number,
  pool: number,
];

/** Table 1 of "Going deeper with convolutions" (Szegedy et al. 2014). */
export const inceptionFilters = {
  '3a': [64, 96, 128, 16, 32, 32],
  '3b': [128, 128, 192, 32, 96, 64],
  '4a': [192, 96, 208, 16, 48, 64],
  '4b': [160, 112, 224, 24, 64, 64],
  '4c': [128, 128, 256, 24, 64, 64],
  '4d': [112, 144, 288, 32, 64, 64],
  '4e': [256, 160, 320, 32, 128, 128],
  '5a': [256, 160, 320, 32, 128, 128],
  '5b': [384, 192, 384, 48, 128, 128],
} as const satisfies Record<string, InceptionFilters>;

export type InceptionName = keyof typeof inceptionFilters;
