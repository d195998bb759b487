import { type Mistake, readTestSet, warmCosine } from '@striate/kit';
import { adam, confusionMatrix, layerCosts, type Sequential, seed, tensor } from 'striate';
import type { ClothesForTraining } from './loadClothes';
import type { LayerMetrics, NetworkMetrics } from './metrics';
import type { FashionOptions } from './options';

export interface TrainedNetwork {
  readonly metrics: NetworkMetrics;
  /** The surest first. */
  readonly mistakes: readonly Mistake[];
}

/** Builds a network, trains it with Adam, whose learning rate rises for a moment and then falls to 0, and tests it. */
export async function trainNetwork(
  build: () => Sequential,
  learningRate: number,
  { train, test }: ClothesForTraining,
  { batchSize, epochs, json, seed: chosen }: FashionOptions,
): Promise<TrainedNetwork> {
  seed(chosen);
  const net = build();
  const steps = epochs * Math.ceil(train.length / batchSize);
  net.compile({
    optimizer: adam({ learningRate: warmCosine(learningRate, steps) }),
    loss: 'sparseCategoricalCrossentropy',
    // In the history it is the accuracy, in the evaluation's details the matrix.
    metrics: [confusionMatrix({ name: 'accuracy' })],
  });
  const images = tensor(test.images.data, test.images.shape);

  const start = performance.now();
  const { history } = await net.fit(train.images, train.labels, {
    epochs,
    batchSize,
    validationData: [images, tensor(test.labels, [test.length])],
    validationBatchSize: 250,
    verbose: json ? 0 : 1,
  });
  const trainSeconds = (performance.now() - start) / 1000;

  const { accuracy, counts, loss, mistakes } = await readTestSet(net, images, test);
  const layers = layersOf(net);
  const metrics: NetworkMetrics = {
    testAccuracy: accuracy,
    testLoss: loss,
    trainSeconds: Number(trainSeconds.toFixed(2)),
    imagesPerSecond: Math.round((epochs * train.length) / trainSeconds),
    parameters: net.countParams(),
    flops: layers.reduce((total, { flops }) => total + flops, 0),
    layers,
    curves: {
      loss: history.loss,
      accuracy: history.accuracy,
      testLoss: history.val_loss,
      testAccuracy: history.val_accuracy,
    },
    confusionMatrix: counts,
  };
  return { metrics, mistakes };
}

function layersOf(net: Sequential): LayerMetrics[] {
  return layerCosts(net).map(({ name, outputShape = [], params, flops, receptiveField }) => ({
    name,
    outputShape: outputShape.slice(1).map(Number),
    parameters: params,
    flops,
    receptiveField: receptiveField?.size ?? [],
  }));
}
