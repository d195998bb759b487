import { type Answers, answersAt, places, side, stride } from './field';

/** A window whose answer is believed. */
export interface Box {
  readonly place: number;
  readonly digit: number;
  readonly probability: number;
}

/** Boxes that overlap more show the same digit. */
export const mostOverlap = 0.1;

/** Intersection over union of the windows of two places. */
export function overlap(one: number, other: number): number {
  const shared = Math.max(0, side - Math.abs(one - other) * stride);
  return shared / (2 * side - shared);
}

/**
 * Non-maximum suppression: of the windows that are at least as sure as `threshold`, the one with the largest score stays, those that
 * overlap with it go, and so on with the rest. From left to right. Scores are those before softmax, for many probabilities are 1.
 */
export function boxesOf({ scores, probabilities }: Answers, threshold: number): Box[] {
  const sure = Array.from({ length: places }, (_, place) => {
    const all = answersAt(probabilities, place);
    const probability = Math.max(...all);
    return { place, digit: all.indexOf(probability), probability, score: Math.max(...answersAt(scores, place)) };
  }).filter(({ probability }) => probability >= threshold);
  const kept: typeof sure = [];
  for (const box of sure.toSorted((a, b) => b.score - a.score))
    if (kept.every(({ place }) => overlap(place, box.place) <= mostOverlap)) kept.push(box);
  return kept.sort((a, b) => a.place - b.place).map(({ score: _, ...box }) => box);
}
