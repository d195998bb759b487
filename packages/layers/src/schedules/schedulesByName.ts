import { cosineDecay, cosineDecayRestarts } from './cosineDecay';
import { exponentialDecay, inverseTimeDecay } from './exponentialDecay';
import { oneCycle, oneCycleMomentum } from './oneCycle';
import { piecewiseConstantDecay } from './piecewiseConstantDecay';
import { polynomialDecay } from './polynomialDecay';
import { warmup } from './warmup';

/** The schedules that a configuration can name. */
export const schedulesByName = {
  cosineDecay,
  cosineDecayRestarts,
  exponentialDecay,
  inverseTimeDecay,
  piecewiseConstantDecay,
  polynomialDecay,
  oneCycle,
  oneCycleMomentum,
  warmup,
};
