import { type Callback, fineTune } from 'striate';
import type { Experiment } from './Experiment';
import type { PassMetrics } from './metrics';
import { firstOf } from './pictures';

/** How long a pass takes in which only the classifier learns: through the frozen network, and over features that are kept. */
export async function passTimes(experiment: Experiment, seed: number): Promise<PassMetrics> {
  const { train, test, classNames, timed } = experiment;
  const images = firstOf(train, timed);
  const time = async (cache: boolean, epochs: number) => {
    const ends: number[] = [];
    const clock: Callback = { onEpochEnd: () => void ends.push(performance.now()) };
    const { card } = await fineTune(
      await experiment.pretrained(),
      { train: images, test: firstOf(test, 10), classNames },
      {
        ...{ stages: [{ epochs, patience: epochs }], batchSize: 64, seed, cache, validationSplit: 0, mistakes: 0 },
        ...{ verbose: 0, callbacks: [clock] },
      },
    );
    const [{ featureSeconds }] = card.json.stages;
    // The first pass also prepares what later ones find ready.
    return { pass: median(ends.slice(1).map((end, i) => (end - ends[i]) / 1000)), featureSeconds };
  };
  const direct = await time(false, 4);
  const cached = await time(true, 20);
  return {
    images: images.y.length,
    direct: direct.pass,
    cached: cached.pass,
    features: cached.featureSeconds,
    times: direct.pass / cached.pass,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
