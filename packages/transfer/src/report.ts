import type { Model } from '@striate/layers';
import type { Shape, Tensor, TypedArray } from '@striate/tensor';
import { checkRange, eachBatch, type OpenedData } from './labelledData';

/** How well one class is told. */
export interface ClassReport {
  readonly name: string;
  /** Share of the pictures said to be of this class that are. NaN if none was said to be. */
  readonly precision: number;
  /** Share of the pictures of this class that were said to be. NaN if there are none. */
  readonly recall: number;
  /** Harmonic mean of the two. */
  readonly f1: number;
  /** Number of pictures of this class. */
  readonly support: number;
}

/** A picture that was told wrongly. */
export interface Mistake {
  /** Its number in the pass over the data. */
  readonly index: number;
  readonly label: string;
  readonly predicted: string;
  /** Probability of what was predicted. */
  readonly confidence: number;
  /** Loss of the picture: minus the logarithm of the probability of its own class. */
  readonly loss: number;
  /** The picture as the model was given it. */
  readonly picture: { readonly data: TypedArray; readonly shape: Shape };
}

/** What a pass over labelled pictures says about a classifier. */
export interface ClassificationReport {
  readonly metrics: {
    readonly loss: number;
    readonly accuracy: number;
    /** Mean of the recalls of the classes that occur. */
    readonly balancedAccuracy: number;
    /** Mean of their f1 scores. */
    readonly macroF1: number;
    readonly samples: number;
  };
  /** A row for each true class, a column for what was said. */
  readonly confusionMatrix: readonly (readonly number[])[];
  readonly perClass: readonly ClassReport[];
  /** The worst first. */
  readonly mistakes: readonly Mistake[];
}

/** Options of `reportOn`. */
export interface ReportOptions {
  readonly classNames: readonly string[];
  /** How many mistakes to keep, with their pictures. */
  readonly mistakes: number;
  readonly signal?: AbortSignal;
}

/** One pass over the data. The model gives probabilities. */
export async function reportOn(
  model: Model,
  { batches }: Pick<OpenedData, 'batches'>,
  { classNames, mistakes: most, signal }: ReportOptions,
  who: string,
): Promise<ClassificationReport> {
  const classes = classNames.length;
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const worst: Mistake[] = [];
  let [loss, index] = [0, 0];
  const note = (mistake: Omit<Mistake, 'picture'>, picture: () => Mistake['picture']) => {
    if (most === 0 || (worst.length === most && mistake.loss <= worst[most - 1].loss)) return;
    worst.push({ ...mistake, picture: picture() });
    worst.sort((a, b) => b.loss - a.loss);
    worst.length = Math.min(worst.length, most);
  };
  const take = async (x: Tensor, labels: Int32Array) => {
    checkRange(labels, classes, who);
    const y = await model.predict(x, { batchSize: x.shape[0], signal });
    const probabilities = await y.data();
    y.dispose();
    const pixels = most > 0 ? await x.data() : undefined;
    const size = x.size / x.shape[0];
    labels.forEach((label, row) => {
      const scores = probabilities.subarray(row * classes, (row + 1) * classes);
      const said = largest(scores);
      const own = -Math.log(Math.max(scores[label], 1e-7));
      loss += own;
      matrix[label][said]++;
      if (said !== label && pixels) {
        const entry = { index, label: classNames[label], predicted: classNames[said], confidence: scores[said] };
        note({ ...entry, loss: own }, () => ({
          data: pixels.slice(row * size, (row + 1) * size),
          shape: x.shape.slice(1),
        }));
      }
      index++;
    });
  };
  await eachBatch(batches, who, take, signal);
  const perClass = classReports(matrix, classNames);
  const known = perClass.filter(({ support }) => support > 0);
  const right = matrix.reduce((sum, row, i) => sum + row[i], 0);
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    metrics: {
      loss: loss / index,
      accuracy: right / index,
      balancedAccuracy: mean(known.map(({ recall }) => recall)),
      macroF1: mean(known.map(({ f1 }) => f1)),
      samples: index,
    },
    confusionMatrix: matrix,
    perClass,
    mistakes: worst,
  };
}

function largest(scores: TypedArray): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i] > scores[best]) best = i;
  return best;
}

function classReports(matrix: readonly (readonly number[])[], names: readonly string[]): ClassReport[] {
  return names.map((name, i) => {
    const right = matrix[i][i];
    const support = matrix[i].reduce((a, b) => a + b, 0);
    const said = matrix.reduce((sum, row) => sum + row[i], 0);
    return {
      name,
      precision: said === 0 ? Number.NaN : right / said,
      recall: support === 0 ? Number.NaN : right / support,
      f1: said + support === 0 ? Number.NaN : (2 * right) / (said + support),
      support,
    };
  });
}
