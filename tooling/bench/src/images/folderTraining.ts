import { imageFolder } from '@striate/data';
import {
  adam,
  conv2d,
  type DatasetBatch,
  dense,
  globalAveragePooling2d,
  maxPooling2d,
  rescaling,
  sequential,
} from '@striate/layers';
import { startBackend } from '../startBackend';
import type { Finding, Probe } from '../suite';
import { makePhotographs } from './photographs';

/** A row that says what part of a training went by without anything to train on. */
interface WaitFinding extends Finding {
  readonly waitShare: number;
  readonly limitShare: number;
}

const images = 512;
const batchSize = 32;
const epochs = 2;

/** A small network learns from a folder of photographs of 500 x 375, brought to 64 x 64 on the way. */
export function folderTraining(name: string, limitShare: number): Probe {
  return {
    name,
    async probe({ threads }, note) {
      await startBackend(threads);
      const { folder, dispose } = await makePhotographs(images);
      try {
        const dataset = await imageFolder(folder, { imageSize: [64, 64], cropToAspectRatio: true, seed: 0 });
        const watched = new Watched(dataset.batch(batchSize).prefetch(4));
        const net = network();
        await net.fit(watched, { epochs: 1, verbose: 0 }); // what happens once is not counted
        watched.waitedMs = 0;
        const begun = performance.now();
        await net.fit(watched, { epochs, verbose: 0 });
        const ms = performance.now() - begun;
        const waitShare = Number((watched.waitedMs / ms).toPrecision(3));
        const percent = `${(100 * waitShare).toFixed(1)} %`;
        note(
          `${name}: ${Math.round((epochs * images * 1000) / ms)} images a second, ${percent} of the time waiting for them`,
        );
        const oursMs = Number((ms / epochs / (images / batchSize)).toPrecision(6));
        const finding: WaitFinding = { oursMs, peer: null, peerMs: null, ratio: null, waitShare, limitShare };
        const complaint = `${name} waited ${percent} of its time for images, its limit is ${100 * limitShare} %`;
        return { found: [finding], complaints: waitShare > limitShare ? [complaint] : [] };
      } finally {
        await dispose();
      }
    },
  };
}

function network() {
  const net = sequential([
    rescaling({ scale: 1 / 255, inputShape: [64, 64, 3] }),
    ...[32, 64, 128].flatMap((filters) => [
      conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu' }),
      conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu' }),
      maxPooling2d({ poolSize: 2 }),
    ]),
    globalAveragePooling2d(),
    dense({ units: 2, activation: 'softmax' }),
  ]);
  net.compile({ optimizer: adam(), loss: 'sparseCategoricalCrossentropy' });
  return net;
}

/** A data set that notes how long it was waited for. */
class Watched {
  waitedMs = 0;
  readonly #batches: AsyncIterable<DatasetBatch>;

  constructor(batches: AsyncIterable<DatasetBatch>) {
    this.#batches = batches;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<DatasetBatch> {
    const pass = this.#batches[Symbol.asyncIterator]();
    try {
      for (;;) {
        const begun = performance.now();
        const { done, value } = await pass.next();
        this.waitedMs += performance.now() - begun;
        if (done) return;
        yield value;
      }
    } finally {
      await pass.return?.();
    }
  }
}
