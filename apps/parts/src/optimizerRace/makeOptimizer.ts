import {
  adagrad,
  adam,
  adamW,
  cosineDecay,
  exponentialDecay,
  nadam,
  type Optimizer,
  rmsprop,
  type Schedule,
  sgd,
} from 'striate';
import type { RacerName, ScheduleName } from './racers';

type Rate = number | Schedule;

const makers: Readonly<Record<RacerName, (learningRate: Rate) => Optimizer>> = {
  sgd: (learningRate) => sgd({ learningRate }),
  momentum: (learningRate) => sgd({ learningRate, momentum: 0.9 }),
  nesterov: (learningRate) => sgd({ learningRate, momentum: 0.9, nesterov: true }),
  adagrad: (learningRate) => adagrad({ learningRate }),
  rmsprop: (learningRate) => rmsprop({ learningRate }),
  adam: (learningRate) => adam({ learningRate }),
  adamW: (learningRate) => adamW({ learningRate }),
  nadam: (learningRate) => nadam({ learningRate }),
};

const schedules: Readonly<Record<ScheduleName, (rate: number, steps: number) => Rate>> = {
  constant: (rate) => rate,
  cosine: (rate, steps) => cosineDecay({ initialLearningRate: rate, decaySteps: steps }),
  exponential: (rate, steps) => exponentialDecay({ initialLearningRate: rate, decaySteps: steps / 4, decayRate: 0.5 }),
};

/** An optimizer of the race, with a learning rate that follows a schedule over so many steps. */
export function makeOptimizer(name: RacerName, rate: number, schedule: ScheduleName, steps: number): Optimizer {
  return makers[name](schedules[schedule](rate, steps));
}
