import { css, html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { largestOf, paintMap } from '../kit/paintMap';
import type { Maps } from './news';

/** Every channel of some maps as a small picture: blue where positive, orange where negative. All of them have one scale. */
export function mapStrip(maps: Maps, label: string, most = 64): TemplateResult {
  const { width, height, channels, values } = maps;
  const scale = largestOf(values);
  // A row of numbers is drawn as one picture, a pixel each.
  const flat = height === 1;
  const paint = (channel: number) =>
    ref((canvas) => {
      if (canvas instanceof HTMLCanvasElement) paintMap(canvas, values, { width, height, channels, channel, scale });
    });
  const shown = Array.from({ length: Math.min(channels, most) }, (_, channel) => channel);
  return html`<div class="strip ${flat ? 'flat' : ''}" role="img" aria-label=${label}>
    ${shown.map((channel) => html`<canvas class="pixels" ${paint(channel)}></canvas>`)}
  </div>`;
}

/** A digit as ink on paper. */
export function digitPicture(pixels: Float32Array, label: string): TemplateResult {
  const paint = ref((canvas) => {
    if (canvas instanceof HTMLCanvasElement) paintMap(canvas, pixels, { width: 28, height: 28, scale: 1 });
  });
  return html`<canvas class="pixels digit" role="img" aria-label=${label} ${paint}></canvas>`;
}

export const picturesStyles = css`
  .strip { display: flex; flex-wrap: wrap; gap: 3px; }
  .strip canvas { width: var(--map-size, 2.25rem); height: auto; border-radius: 3px; background: var(--raised); box-shadow: 0 0 0 1px var(--line); }
  .strip.flat canvas { width: 100%; height: 1rem; }
  canvas.digit { width: 3rem; height: 3rem; border-radius: 4px; background: var(--raised); box-shadow: 0 0 0 1px var(--line); }
`;
