import { tensor } from '@striate/tensor';
import { compileNetwork } from '../network/compileNetwork';
import { lecture5, lenet5, type Network } from '../network/network';
import { makeProblem, type Problem } from '../network/problem';
import { pytorchTrain } from '../peers/pytorch';
import { tfjsTrain } from '../peers/tfjs';
import { startBackend } from '../startBackend';
import { type Duel, type Setup, type Suite, timed } from '../suite';

/** One step: forward, loss, backward, Adam, and the loss as a number, as `fit` does it for each batch. */
function step(name: string, network: Network, batch: number): Duel {
  const problem = () => makeProblem(network, batch);
  return { name, ours: ours(problem), peers: { 'tfjs-cpu': tfjsTrain(problem), pytorch: pytorchTrain(problem) } };
}

function ours(problem: () => Problem): Setup {
  return async ({ threads }) => {
    await startBackend(threads);
    const given = problem();
    const net = compileNetwork(given);
    const x = tensor(given.images, [given.batch, ...given.network.inputShape]);
    const y = tensor(given.labels, [given.batch]);
    const results: number[] = [];
    return timed(async () => results.push((await net.trainOnBatch(x, y)).loss), { results });
  };
}

export const train: Suite = {
  name: 'train',
  about: 'one training step: forward, loss, backward, Adam; every framework starts from the same weights',
  cases: [step('lenet5-b64', lenet5, 64), step('lecture5-b32', lecture5, 32)],
};
