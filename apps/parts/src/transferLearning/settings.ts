import { html, type TemplateResult } from 'lit';

/** A choice among values with labels. */
export function choice(
  values: readonly (readonly [value: string, label: string])[],
  now: string,
  disabled: boolean,
  take: (value: string) => void,
): TemplateResult {
  return html`<select ?disabled=${disabled} @change=${({ target }: Event & { target: HTMLSelectElement }) => take(target.value)}>
    ${values.map(([value, label]) => html`<option value=${value} ?selected=${value === now}>${label}</option>`)}
  </select>`;
}

/** A whole number; what is none, or out of range, is put back. */
export function wholeNumber(
  now: number,
  [least, most]: readonly [number, number],
  disabled: boolean,
  take: (value: number) => void,
): TemplateResult {
  const change = ({ target }: Event & { target: HTMLInputElement }) => {
    const value = target.valueAsNumber;
    if (Number.isInteger(value) && value >= least && value <= most) take(value);
    else target.value = String(now);
  };
  return html`<input type="number" min=${least} max=${most} .value=${String(now)} ?disabled=${disabled} @change=${change} />`;
}
