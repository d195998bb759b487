import { keep, type Tensor, ValueError } from '@striate/tensor';

/** What a computation of many steps says after each. */
export interface Progress {
  /** Steps done, from 1. */
  readonly step: number;
  /** Steps in all. */
  readonly steps: number;
}

/** How a computation of many steps is watched and ended. */
export interface SteppingOptions<P extends Progress> {
  /** Called after each step; the next one waits for a promise it returns, so that it can pause. */
  readonly onStep?: (progress: P) => void | Promise<void>;
  /** Ends it: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Gives the event loop a turn, so that a page can draw and `signal` can be aborted; then says how far it is. */
export async function afterStep<P extends Progress>(
  { onStep, signal }: SteppingOptions<P>,
  progress: () => P,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal?.throwIfAborted();
  if (onStep) await onStep(progress());
  signal?.throwIfAborted();
}

/** Frees a tensor and takes another in its place, outside of all scopes. */
export function replaced(old: Tensor, next: Tensor): Tensor {
  if (old !== next) old.dispose();
  return keep(next);
}

/** @throws {ValueError} unless it is a whole number from `least` on. */
export function checkWhole(value: number, least: number, name: string, who: string): void {
  if (!Number.isInteger(value) || value < least)
    throw new ValueError(`${who}: ${name} must be a whole number >= ${least}, got ${value}`);
}
