/** A place in the picture. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Tenths of a pixel are enough. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Text as it may stand in XML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
