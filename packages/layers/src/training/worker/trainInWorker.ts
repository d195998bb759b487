import { restoreGenerator, StriateError, sharedGenerator } from '@striate/tensor';
import type { Model } from '../../models/Model';
import { type Arrays, toColumns } from '../arrays';
import type { Callback, History, TrainingContext } from '../Callback';
import { compileConfig } from '../compileConfig';
import type { FitOptions } from '../fit';
import type { FromWorker, SentArray, TrainMessage } from './messages';
import { portOf, type WorkerLike } from './port';
import { buffersOf, stateOf, takeState } from './state';

export interface TrainInWorkerOptions extends Omit<FitOptions, 'validationData'> {
  /** A worker whose file calls `serveTraining()`. It can be used again, and is yours to terminate. */
  worker: WorkerLike;
  /** Arrays, or the name of a data set in the worker. */
  validationData?: readonly [x: Arrays, y: Arrays] | string;
}

/**
 * The whole of `fit` in a worker: this thread stays free, for a page above all. The model here is untouched until the training
 * ends, and then has the weights, the state of the optimizer and the history that `fit` here would have given, to the bit.
 *
 * Callbacks here hear of epochs (and of batches, if they ask for them) and can stop the training; the model they see is the one
 * here. Callbacks that need the weights run in the worker: `serveTraining({ callbacks })`. An aborted `signal` ends the training
 * between two steps, and the model keeps what was learned.
 *
 * @throws {StriateError} if the model, its losses or metrics hold functions of your own, which cannot be sent; whatever `fit`
 * throws.
 *
 * @example
 * const worker = new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' });
 * await trainInWorker(net, images, labels, { worker, epochs: 5, callbacks: [{ onEpochEnd: (epoch, logs) => draw(logs) }] });
 */
export async function trainInWorker(
  model: Model,
  x: Arrays | string,
  y: Arrays | undefined,
  { worker, callbacks = [], signal, validationData, sampleWeight, verbose: _, ...options }: TrainInWorkerOptions,
): Promise<History> {
  signal?.throwIfAborted();
  const { inputs, outputs } = model.dataNames;
  const send = async (arrays: Arrays | string, names: readonly string[], what: string) =>
    typeof arrays === 'string' ? arrays : sendArrays(arrays, names, `trainInWorker: ${what}`);
  const labels = async (arrays: Arrays | undefined, what: string) =>
    arrays === undefined ? undefined : sendArrays(arrays, outputs, `trainInWorker: ${what}`);
  const validation = typeof validationData === 'string' ? ([validationData, undefined] as const) : validationData;
  const message: TrainMessage = {
    type: 'train',
    model: model.toJson(),
    compile: compileConfig(model.compileOptions),
    state: await stateOf(model),
    generator: sharedGenerator().state,
    data: {
      x: await send(x, inputs, 'x'),
      y: await labels(y, 'y'),
      sampleWeight: await labels(sampleWeight, 'sampleWeight'),
      validation: validation && {
        x: await send(validation[0], inputs, 'validationData'),
        y: await labels(validation[1], 'validationData'),
      },
    },
    options,
    batches: callbacks.some((callback) => callback.onBatchEnd),
  };
  const port = portOf(worker);
  const history: History = { epoch: [], history: {} };
  const context: TrainingContext = {
    model,
    epochs: options.epochs ?? 1,
    steps: options.stepsPerEpoch,
    history,
    stop: () => port.send({ type: 'stop' }),
    print: (text) => console.log(text),
  };
  const abort = () => port.send({ type: 'abort' });
  for (const callback of callbacks) await callback.onTrainBegin?.(context);
  const ended = await new Promise<Extract<FromWorker, { type: 'done' | 'failed' }>>((resolve, reject) => {
    // Messages are heard one after the other, also by callbacks that take their time.
    let last = Promise.resolve();
    let sent = false;
    const end = port.listen(
      (heard) => {
        last = last.then(() => hear(heard as FromWorker)).catch(reject);
      },
      (error) => {
        end();
        reject(new StriateError(`trainInWorker: ${error instanceof Error ? error.message : error}`, { cause: error }));
      },
    );
    const hear = async (told: FromWorker): Promise<void> => {
      if (told.type === 'ready') {
        // Said twice where it began to listen just now.
        if (!sent) port.send(message, buffersOf(message.state));
        sent = true;
      } else if (told.type === 'done' || told.type === 'failed') {
        end();
        resolve(told);
      } else await tell(told, callbacks, context);
    };
    signal?.addEventListener('abort', abort, { once: true });
    port.send({ type: 'hello' });
  }).finally(() => signal?.removeEventListener('abort', abort));
  if (ended.type === 'failed') {
    if (ended.state) await takeState(model, ended.state);
    signal?.throwIfAborted();
    throw Object.assign(new StriateError(ended.message), { name: ended.name });
  }
  await takeState(model, ended.state);
  restoreGenerator(ended.generator);
  const { epoch, history: series } = ended.history;
  const logs = Object.fromEntries(Object.entries(series).map(([name, values]) => [name, values[values.length - 1]]));
  history.epoch.splice(0, history.epoch.length, ...epoch);
  Object.assign(history.history, series);
  for (const callback of callbacks) await callback.onTrainEnd?.(logs, context);
  return history;
}

async function tell(told: FromWorker, callbacks: readonly Callback[], context: TrainingContext): Promise<void> {
  for (const callback of callbacks) {
    if (told.type === 'epochBegin') await callback.onEpochBegin?.(told.epoch, context);
    else if (told.type === 'epochEnd') await callback.onEpochEnd?.(told.epoch, told.logs, context);
    else if (told.type === 'batchEnd')
      await callback.onBatchEnd?.(told.batch, told.logs, { ...context, steps: told.steps });
  }
}

/** Arrays as values that another thread can have: those of the caller are copied on the way. */
async function sendArrays(given: Arrays, names: readonly string[], who: string): Promise<SentArray[]> {
  const columns = toColumns(given, names, who);
  try {
    return await Promise.all(
      columns.tensors.map(async (t, i) => ({
        data: columns.host[i] ?? (await t.data()),
        shape: t.shape,
        dtype: t.dtype,
      })),
    );
  } finally {
    columns.dispose();
  }
}
