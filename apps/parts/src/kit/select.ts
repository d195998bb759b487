import { html, type TemplateResult } from 'lit';

export interface SelectOptions {
  /** For tests and styles: `data-select`. */
  readonly key: string;
  readonly value: string;
  /** Values, and what stands for each. */
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onSelect: (value: string) => void;
}

/** A choice of a few. */
export function select({ key, value, options, onSelect }: SelectOptions): TemplateResult {
  return html`<select
    data-select=${key}
    .value=${value}
    @change=${({ target }: Event & { target: HTMLSelectElement }) => onSelect(target.value)}
  >
    ${options.map(([each, label]) => html`<option value=${each} ?selected=${each === value}>${label}</option>`)}
  </select>`;
}
