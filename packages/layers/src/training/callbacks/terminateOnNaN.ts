import type { Callback } from '../Callback';

/** Ends the training when the loss becomes NaN, instead of an error from `fit`. */
export function terminateOnNaN(): Callback {
  return {
    onNaN(epoch, batch, context) {
      context.print(`terminateOnNaN: the loss became NaN in epoch ${epoch + 1}, step ${batch + 1}; training ends`);
      context.stop();
    },
  };
}
