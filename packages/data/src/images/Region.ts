import { ValueError } from '@striate/tensor';

/** A rectangle of an image, in whole pixels from its upper left corner. */
export interface Region {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** A region, or a function that chooses one once the image's size is known. */
export type RegionChoice = Region | ((height: number, width: number) => Region);

/** @throws {ValueError} unless the region lies within the image. */
export function chooseRegion(choice: RegionChoice | undefined, height: number, width: number, who: string): Region {
  if (choice === undefined) return { top: 0, left: 0, height, width };
  const region = typeof choice === 'function' ? choice(height, width) : choice;
  const { top, left, height: h, width: w } = region;
  const inside = top >= 0 && left >= 0 && h >= 1 && w >= 1 && top + h <= height && left + w <= width;
  if (!inside || ![top, left, h, w].every(Number.isInteger)) {
    throw new ValueError(
      `${who}: the region of ${h} x ${w} pixels at row ${top}, column ${left} does not lie within ${height} x ${width}`,
    );
  }
  return region;
}
