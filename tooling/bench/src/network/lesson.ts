import { adam, type Model } from '@striate/layers';
import { buildLively } from '../inference/buildLively';
import { compileNetwork } from './compileNetwork';
import { adamOptions, numbers, type Problem } from './problem';

type AdamOptions = Readonly<Record<keyof typeof adamOptions, number>>;

/** Large networks leap at Adam's usual rate, and two that leap soon differ in every digit. */
const zooAdam: AdamOptions = { ...adamOptions, learningRate: 1e-5 };

/** A batch to learn from and the network that does: the same every time it is built. */
export interface Lesson {
  readonly inputShape: readonly [number, number, number];
  readonly batch: number;
  /** [batch, height, width, channels], in [0, 1). */
  readonly images: Float32Array;
  readonly labels: Int32Array;
  readonly adam: AdamOptions;
  /** Compiled, with its first weights. */
  build(): Promise<Model>;
}

export function problemLesson(problem: Problem): Lesson {
  const { network, batch, images, labels } = problem;
  return {
    inputShape: network.inputShape,
    batch,
    images,
    labels,
    adam: adamOptions,
    build: async () => compileNetwork(problem),
  };
}

/** A network of @striate/models, which must end in probabilities. */
export function zooLesson(make: () => Model, batch: number): Lesson {
  const random = numbers(7);
  const inputShape = [224, 224, 3] as const;
  return {
    inputShape,
    batch,
    images: Float32Array.from({ length: batch * 224 * 224 * 3 }, random),
    labels: Int32Array.from({ length: batch }, (_, i) => i * 100),
    adam: zooAdam,
    async build() {
      const net = await buildLively(make);
      net.compile({ optimizer: adam(zooAdam), loss: 'sparseCategoricalCrossentropy' });
      return net;
    },
  };
}
