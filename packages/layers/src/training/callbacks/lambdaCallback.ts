import type { Callback } from '../Callback';

/**
 * A callback of single functions, for programs that come from Keras: an object of them is one already.
 *
 * @example
 * lambdaCallback({ onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) });
 */
export function lambdaCallback(functions: Callback): Callback {
  return functions;
}
