import { lenet5 } from '@striate/models';
import { predict } from '../inference/Exhibit';
import { disposeAll, startBackend } from '../startBackend';
import type { Probe } from '../suite';
import { growth, type MemoryFinding, type Reading, read } from './readings';

const early = 100;
const late = 1000;

/** What many predictions leave behind. */
export const predictProbe: Probe = {
  name: `predict-${late}`,
  async probe({ threads }, note) {
    await startBackend(threads);
    const net = lenet5();
    const image = new Float32Array(28 * 28).fill(0.5);
    const readings: Reading[] = [];
    let begun = 0;
    let worked = 0;
    for (let i = 1; i <= late; i++) {
      if (i === early + 1) begun = performance.now();
      await predict({ net, shape: [1, 28, 28, 1] }, image);
      if (i === late) worked = performance.now() - begun;
      if (i === early || i === late) readings.push(await read(i, note));
    }
    disposeAll(net.weights);
    const oursMs = Number((worked / (late - early)).toPrecision(6));
    const finding: MemoryFinding = { oursMs, peer: null, peerMs: null, ratio: null, readings };
    return { found: [finding], complaints: growth(readings[0], readings[1]) };
  },
};
