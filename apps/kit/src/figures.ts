/** `60,000`. */
export const count = (value: number) => Math.round(value).toLocaleString('en');

/** `91.3 %`. */
export const percent = (share: number, digits = 2) => `${(100 * share).toFixed(digits)}\u00a0%`;

/** `24.3 s`. */
export const seconds = (value: number) => `${value.toFixed(1)}\u00a0s`;
