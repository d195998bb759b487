import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { atomicWrite } from '@striate/kit';
import { backupAndRestore, type Model, StriateError, seed } from 'striate';
import type { PreparedData, Recipe } from './Recipe';
import { stopwatch } from './stopwatch';

/** What is remembered of a training beside its weights. */
export interface Training {
  readonly epochs: number;
  readonly seed: number;
  readonly seconds: number;
  readonly machine: string;
  /** The day it ended. */
  readonly date: string;
  /** What each epoch gave; `val_…` is the test set. */
  readonly history: Readonly<Record<string, readonly number[]>>;
}

export interface TrainedNetwork {
  readonly net: Model;
  readonly data: PreparedData;
  readonly training: Training;
}

export interface TrainOptions {
  readonly epochs: number;
  readonly folder: string | undefined;
  /** Path of the files that are written, without their ends. */
  readonly stem: string;
  /** Take the weights that lie at `stem` already. */
  readonly trained: boolean;
  readonly verbose: 0 | 1;
}

/** Trains a network as its recipe says, or reads what an earlier training left. Writes `.safetensors` and `.training.json`. */
export async function train(recipe: Recipe, options: TrainOptions): Promise<TrainedNetwork> {
  const { epochs, folder, stem, trained, verbose } = options;
  // The order matters: what is drawn at random follows from the seed and from what was drawn before.
  seed(recipe.seed);
  const data = await recipe.prepare(folder, recipe.seed);
  const net = recipe.build(data.steps * epochs);
  if (trained) {
    const training = await readTraining(`${stem}.training.json`);
    await net.loadWeights(`${stem}.safetensors`);
    return { net, data, training };
  }

  const checkpoint = `${stem}.checkpoint`;
  if (verbose && existsSync(checkpoint)) console.log(`Going on where ${checkpoint} says.`);
  const watch = stopwatch();
  const { history } = await net.fit(data.train, {
    epochs,
    validationData: [data.test.x, data.test.y],
    validationBatchSize: 250,
    verbose,
    callbacks: [watch, backupAndRestore(checkpoint)],
  });
  const training: Training = {
    epochs,
    seed: recipe.seed,
    seconds: Math.round(watch.seconds),
    machine: machine(),
    date: new Date().toISOString().slice(0, 10),
    history,
  };
  await net.saveWeights(`${stem}.safetensors`);
  await atomicWrite(`${stem}.training.json`, `${JSON.stringify(training, null, 2)}\n`);
  return { net, data, training };
}

async function readTraining(path: string): Promise<Training> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new StriateError(`--trained takes what a training left, and there is no ${path} that can be read`, { cause });
  }
}

function machine(): string {
  const [cpu] = cpus();
  return `Node.js ${process.versions.node}, ${cpus().length} threads of ${cpu?.model.trim() ?? process.arch}`;
}
