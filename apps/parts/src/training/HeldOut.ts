import type { Sequential } from 'striate';
import type { Digits } from './loadDigits';
import type { Checkpoint, Mistake } from './news';

const classes = 10;
const pixelsEach = 28 * 28;

/** The digits a network is tested on, and what it said of them last. */
export class HeldOut {
  readonly #digits: Digits;
  #probabilities = new Float32Array();

  constructor(digits: Digits) {
    this.#digits = digits;
  }

  /** Asks the network about all of them. */
  async test(net: Sequential, step: number): Promise<Checkpoint> {
    const { x, labels } = this.#digits;
    const scores = await net.predict(x, { batchSize: 250 });
    this.#probabilities = Float32Array.from(await scores.data());
    scores.dispose();
    const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
    let [right, loss] = [0, 0];
    labels.forEach((label, i) => {
      const said = this.#said(i);
      confusion[label][said]++;
      right += Number(said === label);
      loss -= Math.log(Math.max(this.#probabilities[i * classes + label], 1e-7));
    });
    return { step, accuracy: right / labels.length, loss: loss / labels.length, confusion };
  }

  /** The digits of a cell of the confusion matrix, the surest first. */
  cell(label: number, said: number, most: number): Mistake[] {
    const { labels, pixels } = this.#digits;
    return [...labels.keys()]
      .filter((i) => labels[i] === label && this.#said(i) === said)
      .map((i) => ({
        probability: this.#probabilities[i * classes + said],
        pixels: pixels.slice(i * pixelsEach, (i + 1) * pixelsEach),
      }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, most);
  }

  #said(i: number): number {
    const scores = this.#probabilities.subarray(i * classes, (i + 1) * classes);
    return scores.indexOf(Math.max(...scores));
  }
}
