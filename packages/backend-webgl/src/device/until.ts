/** Turns of the event loop without a timer's 4 ms, then with it. */
const quickTurns = 200;

/** Settles when `isSo`, which is asked once a turn of the event loop: what a device has done shows then only. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; !isSo(); turn++) {
    if (turn < quickTurns) await nextTurn();
    else await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** What comes after the messages that wait already. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}
