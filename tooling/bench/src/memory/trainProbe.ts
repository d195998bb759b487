import { tensor } from '@striate/tensor';
import { compileNetwork } from '../network/compileNetwork';
import { lenet5 } from '../network/network';
import { makeProblem } from '../network/problem';
import { disposeAll, startBackend } from '../startBackend';
import type { Probe } from '../suite';
import { growth, type MemoryFinding, type Reading, read } from './readings';

const batch = 8;
const early = 1000;
const late = 10_000;

/** What a long training leaves behind. */
export const trainProbe: Probe = {
  name: `lenet5-b${batch}`,
  async probe({ threads }, note) {
    await startBackend(threads);
    const { images, labels } = makeProblem(lenet5, batch * early);
    const net = compileNetwork(makeProblem(lenet5, batch));
    const x = tensor(images, [batch * early, ...lenet5.inputShape]);
    const y = tensor(labels, [batch * early]);
    const readings: Reading[] = [];
    let [begun, ended] = [0, 0];
    // An epoch is as many steps as there are until the first reading.
    const onEpochEnd = async (epoch: number): Promise<void> => {
      const steps = (epoch + 1) * early;
      if (steps !== early && steps !== late) return;
      ended = performance.now();
      readings.push(await read(steps, note));
      if (steps === early) begun = performance.now();
    };
    await net.fit(x, y, { batchSize: batch, epochs: late / early, verbose: 0, callbacks: [{ onEpochEnd }] });
    disposeAll([x, y, ...net.weights]);
    const oursMs = Number(((ended - begun) / (late - early)).toPrecision(6));
    const finding: MemoryFinding = { oursMs, peer: null, peerMs: null, ratio: null, readings };
    return { found: [finding], complaints: growth(readings[0], readings[1]) };
  },
};
