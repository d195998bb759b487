import { ValueError } from '@striate/tensor';

/** The learning rate at a step; steps count from 0 over all epochs. Any function will do. */
export type Schedule = (step: number) => number;

/** @throws {ValueError} unless all numbers given are above 0. */
export function checkPositive(who: string, options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options))
    if (!(value > 0)) throw new ValueError(`${who}: ${name} must be above 0, got ${value}`);
}
