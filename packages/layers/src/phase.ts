// Whether layers that are called without saying so train or infer. Steps are synchronous, so one variable is enough.

let training = false;

/** The phase around the current call: training inside a training step, inference elsewhere. */
export function isTraining(): boolean {
  return training;
}

/** Runs `body` in a phase. */
export function inPhase<T>(phase: boolean, body: () => T): T {
  const before = training;
  training = phase;
  try {
    return body();
  } finally {
    training = before;
  }
}
