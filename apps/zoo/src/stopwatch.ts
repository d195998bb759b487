import type { Callback } from 'striate';

/** Counts the seconds of a training, those before it was ended and resumed included. */
export function stopwatch(): Callback & { readonly seconds: number } {
  let before = 0;
  let start = 0;
  const seconds = () => before + (performance.now() - start) / 1000;
  return {
    get seconds() {
      return seconds();
    },
    onTrainBegin() {
      start = performance.now();
    },
    getState: () => ({ values: seconds() }),
    setState({ values }) {
      before = Number(values);
    },
  };
}
