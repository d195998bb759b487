import {
  extractFeatures,
  type FewShotHead,
  type FineTuneResult,
  type Functional,
  fineTune,
  logisticRegression,
  nearestClassMean,
} from 'striate';
import { bitsOf, compareBits, type Untouched } from './bits';
import { type Experiment, stages } from './Experiment';
import { type ExperimentMetrics, type Runs, type SizeMetrics, type Way, ways } from './metrics';
import { passTimes } from './passTimes';
import { fewOfEach, type Pictures } from './pictures';

interface Run {
  readonly way: Way;
  readonly accuracy: number;
  readonly seconds: number;
}

/** Every way with every number of pictures and every seed. */
export async function compare(
  experiment: Experiment,
  seeds: readonly number[],
  say: (text: string) => void,
): Promise<ExperimentMetrics> {
  const { sizes, test, source } = experiment;
  const untouched = { frozen: [] as Untouched[], fineTuned: [] as Untouched[] };
  const testFeatures = await featuresOf(experiment, test);
  let confusionMatrix: ExperimentMetrics['confusionMatrix'] = [];
  const found: SizeMetrics[] = [];
  for (const imagesPerClass of sizes) {
    const runs: Run[] = [];
    for (const seed of seeds) {
      const few = fewOfEach(experiment.train, imagesPerClass, seed);
      const scratch = await learn(experiment, 'scratch', experiment.fresh(seed), few, seed);
      const frozen = await learn(experiment, 'frozen', await experiment.pretrained(), few, seed);
      const tuned = await learn(experiment, 'fineTuned', await experiment.pretrained(), few, seed);
      untouched.frozen.push(frozen.untouched);
      untouched.fineTuned.push(tuned.untouched);
      if (seed === seeds[0]) confusionMatrix = tuned.result.confusionMatrix;
      const heads = await fewShot(await featuresOf(experiment, few), testFeatures);
      runs.push(scratch.run, frozen.run, tuned.run, ...heads);
      const line = runs.slice(-ways.length).map(({ way, accuracy }) => `${way} ${(100 * accuracy).toFixed(1)}`);
      say(`${experiment.title}, ${imagesPerClass} of each class, seed ${seed}: ${line.join(', ')} %`);
    }
    found.push({ imagesPerClass, ...byWay(runs) });
  }
  const last = found[found.length - 1];
  const best = Math.max(...ways.filter((way) => way !== 'scratch').map((way) => last[way].mean));
  return {
    network: source.network,
    knows: source.knows,
    sourceAccuracy: source.accuracy,
    testSamples: test.y.length,
    sizes: found,
    gain: 100 * (best - last.scratch.mean),
    pass: await passTimes(experiment, seeds[0]),
    untouched: { frozen: joined(untouched.frozen), fineTuned: joined(untouched.fineTuned) },
    confusionMatrix,
  };
}

/** Trains one way, and looks at what it did to the weights of the backbone. */
async function learn(
  { steps, batchSize, classNames, test }: Experiment,
  way: 'scratch' | 'frozen' | 'fineTuned',
  net: Functional,
  few: Pictures,
  seed: number,
): Promise<{ run: Run; result: FineTuneResult; untouched: Untouched }> {
  const epochs = Math.ceil(steps / Math.ceil(few.y.length / batchSize));
  const before = await bitsOf(net);
  const start = performance.now();
  const result = await fineTune(
    net,
    { train: few, test, classNames },
    // With so few pictures none is left to validate on.
    { stages: stages(epochs)[way], batchSize, seed, head: { dropout: 0 }, validationSplit: 0, mistakes: 0, verbose: 0 },
  );
  const seconds = (performance.now() - start) / 1000;
  const untouched = compareBits(before, await bitsOf(net));
  for (const weight of result.model.weights) weight.dispose();
  return { run: { way, accuracy: result.metrics.accuracy, seconds }, result, untouched };
}

async function featuresOf(experiment: Experiment, pictures: Pictures) {
  const net = await experiment.pretrained();
  const found = await extractFeatures(net, pictures);
  for (const weight of net.weights) weight.dispose();
  return found;
}

type Features = Awaited<ReturnType<typeof featuresOf>>;

async function fewShot(few: Features, test: Features): Promise<Run[]> {
  const accuracyOf = async (way: Way, head: FewShotHead): Promise<Run> => {
    const start = performance.now();
    await head.fit(few.features, few.labels);
    const found = await head.predict(test.features);
    const right = found.filter(({ label }, i) => label === test.labels[i]).length;
    return { way, accuracy: right / test.labels.length, seconds: (performance.now() - start) / 1000 };
  };
  return [await accuracyOf('logistic', logisticRegression()), await accuracyOf('nearestMean', nearestClassMean())];
}

function byWay(runs: readonly Run[]): Record<Way, Runs> {
  const entries = ways.map((way): [Way, Runs] => {
    const own = runs.filter((run) => run.way === way);
    const accuracies = own.map(({ accuracy }) => accuracy);
    const mean = accuracies.reduce((sum, accuracy) => sum + accuracy, 0) / accuracies.length;
    return [way, { accuracies, mean, seconds: own.reduce((sum, { seconds }) => sum + seconds, 0) }];
  });
  return Object.fromEntries(entries) as Record<Way, Runs>;
}

/** What stayed the same in all of the trainings, and what changed in one of them. */
function joined(all: readonly Untouched[]): Untouched {
  const changed = [...new Set(all.flatMap((one) => one.changed))];
  return { ...all.reduce((least, one) => (one.same < least.same ? one : least)), changed };
}
