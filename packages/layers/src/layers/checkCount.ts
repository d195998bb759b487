import { ValueError } from '@striate/tensor';

/** Throws unless an option is a whole number of at least 1. */
export function checkCount(value: number, who: string, what: string): void {
  if (!Number.isInteger(value) || value < 1)
    throw new ValueError(`${who}: ${what} must be a whole number >= 1, got ${value}`);
}
