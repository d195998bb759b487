import { restoreGenerator, StriateError, sharedGenerator } from '@striate/tensor';
import { type CustomObjects, modelFromJson } from '../../models/deserialize';
import type { Model } from '../../models/Model';
import type { DatasetLike } from '../batches';
import type { Callback } from '../Callback';
import { compileOptions } from '../compileConfig';
import type { FromWorker, SentArray, ToWorker, TrainMessage } from './messages';
import { parentPort } from './port';
import { buffersOf, stateOf, takeState } from './state';

export interface ServeTrainingOptions {
  /** Layers of your own, by name, that models are made of. */
  customObjects?: CustomObjects;
  /** Data sets by name: what cannot be sent, a pipeline say. */
  datasets?: Readonly<Record<string, () => DatasetLike | Promise<DatasetLike>>>;
  /** Callbacks that run here, beside the model: `earlyStopping({ restoreBestWeights: true })`. */
  callbacks?: () => readonly Callback[];
}

/**
 * Lets the worker it is called in do what `trainInWorker` asks for. It is all that a worker's file needs; one that sets a
 * backend itself does that first.
 *
 * @example
 * // train.worker.ts
 * import { serveTraining } from 'striate';
 * serveTraining();
 */
export function serveTraining(options: ServeTrainingOptions = {}): void {
  const port = parentPort();
  const send = (message: FromWorker, transfer?: ArrayBuffer[]) => port.send(message, transfer);
  let running: { stop(): void; abort(): void } | undefined;
  const hear = (message: unknown) => {
    const told = message as ToWorker;
    if (told.type === 'hello') send({ type: 'ready' });
    else if (told.type === 'stop') running?.stop();
    else if (told.type === 'abort') running?.abort();
    else if (told.type === 'train') {
      const abort = new AbortController();
      let stop = () => {};
      running = { stop: () => stop(), abort: () => abort.abort() };
      const relay = relayTo(send, told.batches, (stopper) => {
        stop = stopper;
      });
      void train(told, options, abort.signal, relay, send);
    }
  };
  port.listen(hear, () => {});
  send({ type: 'ready' });
}

async function train(
  { model: json, compile, state, generator, data, options }: TrainMessage,
  { customObjects, datasets = {}, callbacks }: ServeTrainingOptions,
  signal: AbortSignal,
  relay: Callback,
  send: (message: FromWorker, transfer?: ArrayBuffer[]) => void,
): Promise<void> {
  let model: Model | undefined;
  try {
    model = modelFromJson(json, customObjects);
    model.compile(compileOptions(compile));
    await takeState(model, state);
    restoreGenerator(generator);
    const open = async (x: readonly SentArray[] | string): Promise<DatasetLike | readonly SentArray[]> => {
      if (typeof x !== 'string') return x;
      if (Object.hasOwn(datasets, x)) return datasets[x]();
      throw new StriateError(
        `trainInWorker: the worker has no data set '${x}'; serveTraining({ datasets }) has ${Object.keys(datasets).join(', ') || 'none'}`,
      );
    };
    const { validation } = data;
    const given = validation && (await open(validation.x));
    const validationData = given && validation.y ? ([given, validation.y] as [SentArray[], SentArray[]]) : given;
    const fitOptions = {
      ...options,
      verbose: 0 as const,
      signal,
      validationData: validationData as DatasetLike | undefined,
      sampleWeight: data.sampleWeight,
      callbacks: [...(callbacks?.() ?? []), relay],
    };
    const x = await open(data.x);
    const history = data.y
      ? await model.fit(x as SentArray[], data.y, fitOptions)
      : await model.fit(x as DatasetLike, fitOptions);
    const ended = await stateOf(model);
    send({ type: 'done', history, state: ended, generator: sharedGenerator().state }, buffersOf(ended));
  } catch (error) {
    // An aborted training leaves what was learned, as in this thread.
    const learned = signal.aborted && model ? await stateOf(model) : undefined;
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    send({ type: 'failed', name, message, state: learned });
  }
}

/** Tells the other side how it goes. */
function relayTo(send: (message: FromWorker) => void, batches: boolean, onBegin: (stop: () => void) => void): Callback {
  return {
    onTrainBegin: (context) => onBegin(context.stop),
    onEpochBegin: (epoch) => send({ type: 'epochBegin', epoch }),
    onEpochEnd: (epoch, logs) => send({ type: 'epochEnd', epoch, logs }),
    ...(batches && {
      onBatchEnd: (batch, logs, { steps }) => send({ type: 'batchEnd', batch, logs, steps }),
    }),
  };
}
