// One network of @striate/models in a process of its own: ONNX Runtime takes its number of threads only once, and what a large network
// leaves behind is gone. Prints its findings as JSON. Arguments: name of the network, threads, seconds, peers.
import type { Model } from '@striate/layers';
import { type NetworkName, network } from '@striate/models';
import { inferenceDuel } from '../inference/inferenceDuel';
import { countFlops } from '../network/countFlops';
import { runCase } from '../runCase';
import { type Finding, PeerAbsent, type Setup } from '../suite';

const [name, threads, budget, ...peers] = process.argv.slice(2);
let net: Model | undefined;
const { ours, peers: known } = inferenceDuel({
  name,
  flops: 0,
  build() {
    // Scores, not probabilities: where those are 0 and 1, everything agrees.
    net = network(name as NetworkName, { classifierActivation: 'linear' });
    return net;
  },
});

const reasons = new Map<string, string>();
/** The peer, which leaves its reason where it is absent. */
const explained = (peer: string): Setup => {
  return async (context) => {
    try {
      return await known[peer](context);
    } catch (error) {
      if (error instanceof PeerAbsent) reasons.set(peer, error.message);
      throw error;
    }
  };
};

const duel = { name, ours, peers: Object.fromEntries(peers.map((peer) => [peer, explained(peer)])) };
const notes: string[] = [];
const found = await runCase(duel, peers, { threads: Number(threads), budget: Number(budget) }, (line) =>
  notes.push(line),
);
const [{ oursMs }] = found;
const absent = [...reasons].map(([peer, reason]) => ({ oursMs, peer, peerMs: null, ratio: null, reason }));
const parameters = net?.trainableWeights.reduce((sum, { size }) => sum + size, 0);
const macs = net && countFlops(net) / 2;
const rows: Finding[] = [...found.filter(({ peer }) => peer !== null || absent.length === 0), ...absent];
console.log(JSON.stringify({ found: rows.map((row) => ({ parameters, macs, ...row })), notes }));
process.exit();
