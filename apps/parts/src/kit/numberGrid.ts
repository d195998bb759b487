import { css, html, type TemplateResult } from 'lit';

/** How a cell of a `numberGrid` looks: `lit` is pointed at, `dim` does not take part, `pad` was added around. */
export type CellLook = 'plain' | 'lit' | 'dim' | 'pad';

export interface NumberGridOptions {
  /** What the grid is, for those who hear it: 'filter', 'feature map'. */
  readonly label: string;
  /** The look of a cell; plain unless told. */
  readonly look?: (row: number, column: number) => CellLook;
  /** Called with the cell under the pointer or the keyboard, and with nothing when it leaves. */
  readonly onPoint?: (cell: { row: number; column: number } | undefined) => void;
  /** Makes the numbers inputs; called with each change. */
  readonly onEdit?: (row: number, column: number, value: number) => void;
  /** How a value is written; `undefined` values are empty cells. */
  readonly format?: (value: number) => string;
}

/** A matrix as the lectures write it: cells with numbers, which light up together with those of other grids. */
export function numberGrid(
  values: readonly (readonly (number | undefined)[])[],
  { label, look, onPoint, onEdit, format = String }: NumberGridOptions,
): TemplateResult {
  const cell = (value: number | undefined, row: number, column: number) => {
    const point = () => onPoint?.({ row, column });
    const name = `${label} ${row + 1}, ${column + 1}`;
    const inner = onEdit
      ? html`<input
          type="number"
          step="any"
          aria-label=${name}
          .value=${String(value ?? 0)}
          @focus=${point}
          @change=${({ target }: Event & { target: HTMLInputElement }) => onEdit(row, column, target.valueAsNumber || 0)}
        />`
      : html`<span>${value === undefined ? '' : format(value)}</span>`;
    const focusable = onPoint && !onEdit ? '0' : '-1';
    return html`<td
      class=${look?.(row, column) ?? 'plain'}
      data-cell="${row},${column}"
      tabindex=${focusable}
      @pointerenter=${point}
      @focus=${point}
    >${inner}</td>`;
  };
  return html`<table class="grid" aria-label=${label} @pointerleave=${() => onPoint?.(undefined)}>
    <tbody>
      ${values.map((row, y) => html`<tr>${row.map((value, x) => cell(value, y, x))}</tr>`)}
    </tbody>
  </table>`;
}

/** The styles of `numberGrid`, for the `styles` of the part that uses it. */
export const numberGridStyles = css`
  table.grid { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  table.grid td { width: 2.5rem; height: 2.5rem; padding: 0; border: 1px solid var(--line); text-align: center; background: var(--paper); transition: background 120ms; }
  table.grid td.lit { background: var(--highlight); box-shadow: inset 0 0 0 2px var(--accent); }
  table.grid td.dim { color: var(--quiet); background: var(--raised); }
  table.grid td.pad { color: var(--quiet); border-style: dashed; }
  table.grid td input { width: 100%; min-width: 0; height: 100%; min-height: 0; padding: 0; border: 0; border-radius: 0; text-align: center; background: transparent; appearance: textfield; }
  @container (max-width: 26rem) { table.grid td { width: 2rem; height: 2rem; font-size: 0.8125rem; } }
`;
