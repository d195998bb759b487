import type { LayerRecord, Place } from './records';

/** A place as a link gives it, if there is such a number; otherwise nothing. */
export function within(records: readonly LayerRecord[], place: Place | null): Place | null {
  const record = place ? records[place.layer] : undefined;
  if (!place || !record) return null;
  const { height, width, channels } = record;
  return place.row < height && place.column < width && place.channel < channels ? place : null;
}

/** Where to begin: in the second convolution, as the first one may have a single channel to add up. */
export function firstPlace(records: readonly LayerRecord[]): Place | null {
  const layers = [...records.keys()].filter((layer) => records[layer].kind === 'convolution');
  const layer = layers[1] ?? layers[0] ?? 0;
  return records[layer] ? strongest(records, layer, 0) : null;
}

/** The strongest answer of a map. */
export function strongest(records: readonly LayerRecord[], layer: number, channel: number): Place {
  const { values, channels, width } = records[layer];
  let best = channel;
  for (let i = channel; i < values.length; i += channels) if (Math.abs(values[i]) > Math.abs(values[best])) best = i;
  const pixel = Math.floor(best / channels);
  return { layer, channel, row: Math.floor(pixel / width), column: pixel % width };
}

/** The most probable class. */
export function bestClass(records: readonly LayerRecord[]): number {
  const { values } = records[records.length - 1];
  return values.indexOf(Math.max(...values));
}

/** Whether a value from a link is a place. */
export function isPlace(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const found = new Map<string, unknown>(Object.entries(value));
  return ['layer', 'channel', 'row', 'column'].every((name) => {
    const number = found.get(name);
    return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < 1e5;
  });
}
