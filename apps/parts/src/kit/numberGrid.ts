import { css, html, type TemplateResult } from 'lit';

/** How a cell of a `numberGrid` looks: `lit` is pointed at, `dim` does not take part, `pad` was added around. */
export type CellLook = 'plain' | 'lit' | 'dim' | 'pad' | 'pad lit' | 'best';

export interface NumberGridOptions {
  /** What the grid is, for those who hear it: 'filter', 'feature map'. */
  readonly label: string;
  /** The look of a cell; plain unless told. Cells of padding are never inputs. */
  readonly look?: (row: number, column: number) => CellLook;
  /** A colour behind a number, as CSS. */
  readonly background?: (row: number, column: number) => string | undefined;
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
  { label, look, background, onPoint, onEdit, format = short }: NumberGridOptions,
): TemplateResult {
  const cell = (value: number | undefined, row: number, column: number) => {
    const point = () => onPoint?.({ row, column });
    const name = `${label} ${row + 1}, ${column + 1}`;
    const looks = look?.(row, column) ?? 'plain';
    const editable = onEdit && !looks.startsWith('pad');
    const inner = editable
      ? html`<input
          type="number"
          step="any"
          aria-label=${name}
          .value=${String(value ?? 0)}
          @focus=${point}
          @change=${({ target }: Event & { target: HTMLInputElement }) => onEdit(row, column, target.valueAsNumber || 0)}
        />`
      : html`<span>${value === undefined ? '' : format(value)}</span>`;
    // One stop of the Tab key for a grid; the arrow keys go on from there.
    const tab = onPoint && !onEdit ? (row + column === 0 ? '0' : '-1') : undefined;
    const color = background?.(row, column);
    return html`<td
      class=${looks}
      data-cell="${row},${column}"
      style=${color ? `background:${color}` : ''}
      tabindex=${tab ?? '-1'}
      @pointerenter=${point}
      @pointerdown=${point}
      @focus=${point}
    >${inner}</td>`;
  };
  return html`<table
    class="grid"
    aria-label=${label}
    style="--columns:${values[0]?.length ?? 1}"
    @pointerleave=${() => onPoint?.(undefined)}
    @keydown=${onEdit ? undefined : walk}
  >
    <tbody>
      ${values.map((row, y) => html`<tr>${row.map((value, x) => cell(value, y, x))}</tr>`)}
    </tbody>
  </table>`;
}

/** A number in a cell: at most two decimals, with a true minus. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100).replace('-', '−');
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function walk(event: KeyboardEvent & { currentTarget: HTMLTableElement }): void {
  const way = arrows[event.key];
  const from = event.target instanceof HTMLElement ? event.target.dataset.cell?.split(',').map(Number) : undefined;
  if (!way || !from) return;
  const to = event.currentTarget.querySelector<HTMLElement>(`[data-cell="${from[0] + way[0]},${from[1] + way[1]}"]`);
  if (!to) return;
  event.preventDefault();
  to.focus();
}

/** The styles of `numberGrid`, for the `styles` of the part that uses it. */
export const numberGridStyles = css`
  table.grid { --cell: min(2.5rem, calc((100cqi - 2.2rem) / var(--columns))); border-collapse: collapse; justify-self: start; width: max-content; font-variant-numeric: tabular-nums; font-size: min(0.9375rem, calc(var(--cell) * 0.45)); touch-action: manipulation; }
  table.grid td { width: var(--cell); min-width: var(--cell); height: var(--cell); padding: 0; border: 1px solid var(--line); text-align: center; background: var(--paper); transition: background 160ms; }
  table.grid td.dim { color: var(--quiet); background: var(--raised); }
  table.grid td.pad { color: var(--quiet); border-style: dashed; background: var(--raised); }
  table.grid td.lit { background: var(--highlight); box-shadow: inset 0 0 0 2px var(--accent); }
  table.grid td.best { background: var(--accent); color: var(--on-accent); font-weight: 700; }
  table.grid td input { width: 100%; min-width: 0; height: var(--cell); min-height: 0; margin: 0; padding: 0; border: 0; border-radius: 0; text-align: center; background: transparent; appearance: textfield; font-size: inherit; }
  table.grid td input::-webkit-inner-spin-button, table.grid td input::-webkit-outer-spin-button { appearance: none; margin: 0; }
`;
