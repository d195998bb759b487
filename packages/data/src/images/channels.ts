/** Channels of a decoded image: grey, red green blue, and those with opacity. */
export type Channels = 1 | 3 | 4;

/**
 * Pixels of 1 (grey), 2 (grey, alpha), 3 or 4 channels in another number of them. Alpha is dropped, not blended; grey is the
 * luma of ITU-R BT.601, `0.299 R + 0.587 G + 0.114 B`, in the whole numbers of Pillow's `convert('L')`.
 */
export function withChannels(data: Uint8Array, from: number, to: Channels): Uint8Array {
  if (from === to) return data;
  const pixels = data.length / from;
  const out = new Uint8Array(pixels * to);
  const coloured = from >= 3;
  const alpha = from === 2 || from === 4 ? from - 1 : -1;
  for (let i = 0, at = 0, into = 0; i < pixels; i++, at += from, into += to) {
    const [r, g, b] = coloured ? [data[at], data[at + 1], data[at + 2]] : [data[at], data[at], data[at]];
    if (to === 1) {
      out[into] = (r * 19595 + g * 38470 + b * 7471 + 0x8000) >> 16;
      continue;
    }
    out[into] = r;
    out[into + 1] = g;
    out[into + 2] = b;
    if (to === 4) out[into + 3] = alpha < 0 ? 255 : data[at + alpha];
  }
  return out;
}

/** Four inks as light: what an ink leaves of a colour times what black leaves. No profile is applied, as browsers apply none. */
export function fromCmyk(data: Uint8Array): Uint8Array {
  const out = new Uint8Array((data.length / 4) * 3);
  for (let at = 0, into = 0; at < data.length; at += 4) {
    const light = (255 - data[at + 3]) / 255;
    for (let ink = 0; ink < 3; ink++) out[into++] = Math.round((255 - data[at + ink]) * light);
  }
  return out;
}
