import { percent } from './figures';
import { inkPng } from './inkPng';
import type { Mistake } from './testSet';

/** The mistakes a network was surest of: picture, what it is → what it was taken for, and with what probability. */
export async function mistakePictures(mistakes: readonly Mistake[], names?: readonly string[]): Promise<string> {
  const name = (which: number) => names?.[which] ?? String(which);
  const figures = mistakes.map(async ({ pixels, truth, guess, probability }) => {
    const side = Math.sqrt(pixels.length);
    const alt = `A ${name(truth)}, read as ${name(guess)}`;
    return (
      `<figure>${await picture(pixels, side, side, alt)}` +
      `<figcaption><b>${name(truth)} → <i>${name(guess)}</i></b><span>${share(probability)}</span></figcaption></figure>`
    );
  });
  return `<div class="mistakes${names ? ' named' : ''}">${(await Promise.all(figures)).join('')}</div>`;
}

/** An image of black ink, 0 … 1. */
export async function picture(ink: ArrayLike<number>, width: number, height: number, alt: string): Promise<string> {
  return `<img class="ink" src="${await inkPng(ink, width, height)}" alt="${alt}">`;
}

/** A probability; what would be rounded up to certainty is given without a fraction. */
function share(probability: number): string {
  return percent(probability, probability > 0.9995 ? 0 : 1);
}
