import { css, html, type TemplateResult } from 'lit';
import type { Language } from '../language';
import { sizeMessages } from './sizeMessages';
import type { Axis } from './sliding';

export interface SizeFormulaOptions {
  readonly language: Language;
  readonly size: number;
  readonly window: number;
  readonly stride: number;
  readonly dilation: number;
  readonly axis: Axis;
}

/** The formula of the output's size, with the current numbers in it, and what is left over where it does not come out even. */
export function sizeFormula({ language, size, window, stride, dilation, axis }: SizeFormulaOptions): TemplateResult {
  const t = sizeMessages[language];
  const padding = axis.before + axis.after;
  const pad = axis.before === axis.after ? `2·${axis.before}` : `(${axis.before} + ${axis.after})`;
  const top = `${size} + ${pad} − ${dilation}·(${window} − 1) − 1`;
  const room = size + padding - axis.extent;
  const even = axis.left === 0;
  const message =
    axis.count === 0
      ? t.tooLarge(axis.extent, size + padding)
      : even
        ? ''
        : t.leftOver(axis.left, room, stride, axis.count);
  return html`<div class="size-formula">
    <div class="maths"><math>
      <mtext>O</mtext><mo>=</mo>
      <mrow><mo>⌊</mo><mfrac><mtext>H + 2P − D(F − 1) − 1</mtext><mtext>S</mtext></mfrac><mo>⌋</mo></mrow>
      <mo>+</mo><mn>1</mn>
    </math>
    <math>
      <mo>=</mo><mrow><mo>⌊</mo><mfrac><mtext>${top}</mtext><mn>${stride}</mn></mfrac><mo>⌋</mo></mrow>
      <mo>+</mo><mn>1</mn><mo>=</mo><mn class="size">${axis.count || '–'}</mn>
    </math></div>
    ${dilation === 1 ? html`<p class="quiet">${t.lecture(`(${size} + ${pad} − ${window}) / ${stride} + 1`)}</p>` : ''}
    ${message ? html`<p class=${axis.count === 0 ? 'error' : 'quiet'} role="status">${message}</p>` : ''}
  </div>`;
}

export const sizeFormulaStyles = css`
  .size-formula { display: grid; gap: 0.3rem; overflow-x: auto; }
  .size-formula .maths { display: flex; flex-wrap: wrap; gap: 0.3rem; }
  .size-formula math { font-size: 1.1rem; }
  .size-formula mfrac { math-style: normal; }
  .size-formula mn.size { font-weight: 700; color: var(--accent); }
`;
