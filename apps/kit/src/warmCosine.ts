import { cosineDecay, type Schedule } from 'striate';

/** A learning rate that rises to `peak` over the first fifteenth of the steps, and then falls to 0 along a cosine. */
export function warmCosine(peak: number, steps: number): Schedule {
  const warmupSteps = Math.round(steps / 15);
  return cosineDecay({ initialLearningRate: 0, warmupTarget: peak, warmupSteps, decaySteps: steps - warmupSteps });
}
