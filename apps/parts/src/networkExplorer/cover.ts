import { html, svg, type TemplateResult } from 'lit';

/** LeNet-5's layers: how many maps, and their side; what the part shows before it runs. */
const stages = [
  [1, 28],
  [6, 28],
  [6, 14],
  [16, 10],
  [16, 5],
  [120, 1],
  [84, 1],
  [10, 1],
] as const;

/** The network as stacks of maps. */
export function cover(label: string): TemplateResult {
  const stack = ([maps, side]: readonly [number, number], i: number) => {
    const size = side === 1 ? 7 : 14 + side * 1.3;
    const shown = side === 1 ? 1 : Math.min(maps, 6);
    const x = 8 + i * 62;
    const height = side === 1 ? Math.min(92, 14 + maps * 0.66) : size;
    const tiles = Array.from({ length: shown }, (_, k) => {
      const shift = (k - (shown - 1) / 2) * 3.2;
      return svg`<rect x=${x + shift + 8} y=${56 - height / 2 + shift} width=${size} height=${height} rx="1.5" />`;
    });
    const text = side === 1 ? `${maps}` : `${maps} · ${side}×${side}`;
    return svg`${tiles}<text x=${x + 8 + size / 2} y="122">${text}</text>`;
  };
  return html`<svg viewBox="0 0 510 128" role="img" aria-label=${label}>${stages.map(stack)}</svg>`;
}
