import { ValueError } from '@striate/tensor';
import { described } from '../config/described';
import { checkPositive, type Schedule } from './Schedule';

interface Cycle {
  /** Steps of the whole training: `epochs * stepsPerEpoch`. */
  totalSteps: number;
  /** Share of the steps in which the rate rises. Default 0.3. */
  pctStart?: number;
  /** Along half a cosine, or straight. Default `cos`. */
  annealStrategy?: 'cos' | 'linear';
  /** Come down to the initial rate as fast as it rose, then to the final one. Default false: straight to the final one. */
  threePhase?: boolean;
}

export interface OneCycleOptions extends Cycle {
  /** The highest rate. */
  maxLearningRate: number;
  /** The first rate is `maxLearningRate / divFactor`. Default 25. */
  divFactor?: number;
  /** The last rate is the first divided by this. Default 10,000. */
  finalDivFactor?: number;
}

/**
 * Up to a high rate and down to almost nothing in one training (Smith 2018), as PyTorch's `OneCycleLR` defines it.
 * After `totalSteps` the last rate stays.
 *
 * @throws {ValueError} if `totalSteps` or a factor is not above 0, or `pctStart` not from 0 to 1.
 *
 * @example
 * const totalSteps = epochs * stepsPerEpoch;
 * sgd({ learningRate: oneCycle({ maxLearningRate: 0.1, totalSteps }), momentum: oneCycleMomentum({ totalSteps }) });
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const { maxLearningRate, divFactor = 25, finalDivFactor = 1e4, ...cycle } = options;
  checkPositive('oneCycle', { divFactor, finalDivFactor });
  const first = maxLearningRate / divFactor;
  const filled = fill('oneCycle', cycle);
  const rate = along(filled, { ends: first, middle: maxLearningRate, last: first / finalDivFactor });
  return described(rate, 'OneCycle', { maxLearningRate, divFactor, finalDivFactor, ...filled });
}

export interface OneCycleMomentumOptions extends Cycle {
  /** The momentum where the rate is highest. Default 0.85. */
  baseMomentum?: number;
  /** The momentum at both ends. Default 0.95. */
  maxMomentum?: number;
}

/**
 * The momentum that goes with `oneCycle`: low where the rate is high.
 *
 * @throws {ValueError} if `totalSteps` is not above 0, or `pctStart` not from 0 to 1.
 *
 * @example
 * oneCycleMomentum({ totalSteps: 1000 })(300); // about 0.85
 */
export function oneCycleMomentum(options: OneCycleMomentumOptions): Schedule {
  const { baseMomentum = 0.85, maxMomentum = 0.95, ...cycle } = options;
  const filled = fill('oneCycleMomentum', cycle);
  const momentum = along(filled, { ends: maxMomentum, middle: baseMomentum, last: maxMomentum });
  return described(momentum, 'OneCycleMomentum', { baseMomentum, maxMomentum, ...filled });
}

function fill(who: string, options: Cycle): Required<Cycle> {
  const { totalSteps, pctStart = 0.3, annealStrategy = 'cos', threePhase = false } = options;
  checkPositive(who, { totalSteps });
  if (!(pctStart >= 0 && pctStart <= 1)) throw new ValueError(`${who}: pctStart must be from 0 to 1, got ${pctStart}`);
  if (annealStrategy !== 'cos' && annealStrategy !== 'linear')
    throw new ValueError(`${who}: annealStrategy is 'cos' or 'linear', got '${annealStrategy}'`);
  return { totalSteps, pctStart, annealStrategy, threePhase };
}

interface Heights {
  readonly ends: number;
  readonly middle: number;
  readonly last: number;
}

/** From `ends` to `middle` and down: to `last`, or by way of `ends`. */
function along(cycle: Required<Cycle>, { ends, middle, last }: Heights): Schedule {
  const { totalSteps, pctStart, annealStrategy, threePhase } = cycle;
  const top = pctStart * totalSteps - 1;
  const end = totalSteps - 1;
  const phases = threePhase
    ? [
        { from: 0, until: top, start: ends, goal: middle },
        { from: top, until: 2 * top, start: middle, goal: ends },
        { from: 2 * top, until: end, start: ends, goal: last },
      ]
    : [
        { from: 0, until: top, start: ends, goal: middle },
        { from: top, until: end, start: middle, goal: last },
      ];
  const weight = annealStrategy === 'linear' ? (t: number) => t : (t: number) => (1 - Math.cos(Math.PI * t)) / 2;
  return (step) => {
    const phase = phases.find(({ until }) => step <= until);
    if (!phase) return last;
    const { from, until, start, goal } = phase;
    return until > from ? start + (goal - start) * weight((step - from) / (until - from)) : goal;
  };
}
