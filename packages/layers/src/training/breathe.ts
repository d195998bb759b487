// Training is one long task; timers, input and painting wait unless it lets them in. A few times a second is often enough, and
// cheap: no timer with its least delay is involved.

/** When the work began that nothing has come between since. */
let begun: number | undefined;

interface Loop {
  setImmediate?: (run: () => void) => unknown;
}

/**
 * Lets the event loop have a turn if it has not had one for `longest` milliseconds, 30 by default; a single prediction need not
 * wait for one.
 */
export function breathe(longest = 30): Promise<void> | undefined {
  if (begun === undefined) begin();
  else if (performance.now() - begun >= longest) return turn().then(begin);
  return undefined;
}

function begin(): void {
  begun = performance.now();
  void turn().then(() => {
    begun = undefined;
  });
}

/** A message to oneself queues behind timers and input; `scheduler.yield` would come back before any timer, for ever. */
function turn(): Promise<void> {
  const { setImmediate } = globalThis as Loop;
  if (setImmediate) return new Promise((resolve) => void setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
