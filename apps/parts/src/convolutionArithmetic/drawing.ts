import { css, svg, type TemplateResult } from 'lit';
import { type Arithmetic, layoutOf } from './arithmetic';

export interface DrawingOptions {
  readonly numbers: Arithmetic;
  /** Cells of the output that are there. */
  readonly done: number;
  /** The cell of the output whose window is shown. */
  readonly at: number | undefined;
  readonly onPoint: (cell: number | undefined) => void;
}

const gap = 2;

/** The input with its zeros, the filter on it, and the output, side by side; `viewBox` in cells. */
export function drawing({ numbers, done, at, onPoint }: DrawingOptions): TemplateResult {
  const { side, isInput, step, axis } = layoutOf(numbers);
  const out = axis.count;
  const height = Math.max(side, out, 1);
  const top = (height - side) / 2;
  const outTop = (height - out) / 2;
  const under = new Set<string>();
  if (at !== undefined && out > 0) {
    const [row, column] = [Math.floor(at / out) * step, (at % out) * step];
    for (let y = 0; y < numbers.kernel; y++)
      for (let x = 0; x < numbers.kernel; x++)
        under.add(`${row + y * numbers.dilation},${column + x * numbers.dilation}`);
  }
  const cells = Array.from({ length: side * side }, (_, i) => {
    const [y, x] = [Math.floor(i / side), i % side];
    const kind = `${isInput(y) && isInput(x) ? 'input' : 'zero'} ${under.has(`${y},${x}`) ? 'under' : ''}`;
    return svg`<rect class=${kind} x=${x + 0.06} y=${top + y + 0.06} width="0.88" height="0.88" rx="0.1" />`;
  });
  const outputs = Array.from({ length: out * out }, (_, i) => {
    const [y, x] = [Math.floor(i / out), i % out];
    const kind = `output ${i < done ? 'there' : ''} ${i === at ? 'now' : ''}`;
    return svg`<rect
      class=${kind} x=${side + gap + x + 0.06} y=${outTop + y + 0.06} width="0.88" height="0.88" rx="0.1"
      @pointerenter=${() => onPoint(i)} @pointerdown=${() => onPoint(i)}
    />`;
  });
  const frame =
    at === undefined || out === 0
      ? ''
      : svg`<rect class="frame" width=${axis.extent} height=${axis.extent}
          style="transform: translate(${(at % out) * step}px, ${top + Math.floor(at / out) * step}px)" />`;
  const arrow = svg`<path class="arrow" d="M${side + 0.5} ${height / 2}h${gap - 1}m-0.3 -0.3l0.3 0.3l-0.3 0.3" />`;
  const width = side + gap + Math.max(1, out);
  return svg`<svg viewBox="-0.1 -0.1 ${width + 0.2} ${height + 0.2}" style="max-width: ${width * 2}rem">
    ${cells}${frame}${arrow}<g @pointerleave=${() => onPoint(undefined)}>${outputs}</g>
  </svg>`;
}

export const drawingStyles = css`
  svg { display: block; width: 100%; max-height: 26rem; }
  rect { transition: fill 200ms; stroke-width: 0.04; }
  rect.input { fill: color-mix(in srgb, var(--accent) 30%, var(--paper)); stroke: var(--accent); }
  rect.zero { fill: var(--paper); stroke: var(--quiet); stroke-dasharray: 0.12 0.1; }
  rect.under { fill: color-mix(in srgb, var(--negative) 55%, var(--paper)); }
  rect.zero.under { fill: color-mix(in srgb, var(--negative) 30%, var(--paper)); }
  rect.output { fill: var(--raised); stroke: var(--line); cursor: pointer; }
  rect.output.there { fill: color-mix(in srgb, var(--good) 35%, var(--paper)); stroke: var(--good); }
  rect.output.now { fill: var(--good); }
  rect.frame { fill: none; stroke: var(--negative); stroke-width: 0.1; transition: transform 300ms; }
  path.arrow { fill: none; stroke: var(--quiet); stroke-width: 0.08; }
`;
