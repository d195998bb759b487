import { type Tensor, tensor } from '@striate/tensor';
import { compileNetwork } from '../network/compileNetwork';
import { lecture5, lenet5, type Network } from '../network/network';
import { makeProblem, type Problem } from '../network/problem';
import { pytorchTrain } from '../peers/pytorch';
import { tfjsTrain } from '../peers/tfjs';
import { disposeAll, startBackend } from '../startBackend';
import { type Duel, type Setup, type Suite, timedMany } from '../suite';

/** The fewest steps in a sample of ours: what `fit` does once, before the first, is spread over them. */
const stepsPerFit = 20;

/** One step: forward, loss, backward, Adam. */
function step(name: string, network: Network, batch: number): Duel {
  const problem = () => makeProblem(network, batch);
  return { name, ours: ours(problem), peers: { 'tfjs-cpu': tfjsTrain(problem), pytorch: pytorchTrain(problem) } };
}

/** What users run: `fit`, with its shuffling and its checks. */
function ours(problem: () => Problem): Setup {
  return async ({ threads }) => {
    await startBackend(threads);
    const given = problem();
    const x = tensor(given.images, [given.batch, ...given.network.inputShape]);
    const y = tensor(given.labels, [given.batch]);
    const results = await firstLosses(given, x, y);
    const net = compileNetwork(given);
    const fit = (steps: number) => net.fit(x, y, { batchSize: given.batch, stepsPerEpoch: steps, verbose: 0 });
    return timedMany(fit, { least: stepsPerFit, results, dispose: () => disposeAll([x, y]) });
  };
}

/** Of a twin, step by step, to compare with the peers'. */
async function firstLosses(problem: Problem, x: Tensor, y: Tensor): Promise<number[]> {
  const twin = compileNetwork(problem);
  const losses: number[] = [];
  for (let i = 0; i < 3; i++) losses.push((await twin.trainOnBatch(x, y)).loss);
  return losses;
}

export const train: Suite = {
  name: 'train',
  about: 'one training step: forward, loss, backward, Adam; every framework starts from the same weights',
  cases: [step('lenet5-b64', lenet5, 64), step('lecture5-b32', lecture5, 32)],
};
