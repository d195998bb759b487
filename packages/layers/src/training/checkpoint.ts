import {
  FormatError,
  type Generator,
  type GeneratorState,
  restoreGenerator,
  scope,
  sharedGenerator,
  type Tensor,
  tensor,
} from '@striate/tensor';
import type { Json } from '../config/encode';
import type { Model } from '../models/Model';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from '../saving/safetensors';
import { checkWeights } from '../saving/weights';
import type { Callback, CallbackState } from './Callback';
import type { Position } from './Position';

// A checkpoint is a safetensors file: weights as `model/…`, what the optimizer keeps as `optimizer/…`, what callbacks keep as
// `callback/0/…`, and everything else as JSON in its metadata.

interface Contents {
  readonly position: Position;
  readonly generators: { readonly shared: GeneratorState; readonly layers: readonly GeneratorState[] };
  readonly optimizer: { readonly className: string; readonly numbers: Readonly<Record<string, number>> };
  /** Null for callbacks that keep nothing. */
  readonly callbacks: readonly ({ readonly values: Json } | null)[];
}

const format = 'striate-checkpoint-1';

/** The bytes of a checkpoint. */
export async function writeCheckpoint(
  position: Position,
  model: Model,
  callbacks: readonly Callback[],
): Promise<Uint8Array> {
  const weights = model.namedWeights();
  const kept = model.optimizer.stateOf(weights);
  const states = callbacks.map((callback) => callback.getState?.() ?? null);
  try {
    const named: [string, Tensor][] = [
      ...[...weights].map(([name, weight]): [string, Tensor] => [`model/${name}`, weight]),
      ...[...kept.tensors].map(([name, slot]): [string, Tensor] => [`optimizer/${name}`, slot]),
      ...states.flatMap((state, i) =>
        [...(state?.tensors ?? [])].map(([name, t]): [string, Tensor] => [`callback/${i}/${name}`, t]),
      ),
    ];
    const contents: Contents = {
      position,
      generators: { shared: sharedGenerator().state, layers: model.generators.map(({ state }) => state) },
      optimizer: { className: kept.className, numbers: kept.numbers },
      callbacks: states.map((state) => state && { values: state.values }),
    };
    const stored = named.map(async ([name, t]): Promise<[string, StoredTensor]> => {
      return [name, { dtype: t.dtype, shape: t.shape, data: await t.data() }];
    });
    return encodeSafetensors(await Promise.all(stored), { format, contents: JSON.stringify(contents, anyNumber) });
  } finally {
    for (const slot of kept.tensors.values()) slot.dispose();
  }
}

/**
 * Puts model, optimizer, generators and callbacks where they stood, and says where that was.
 *
 * @throws {FormatError} if the checkpoint is of another training; nothing has changed then.
 */
export function readCheckpoint(
  bytes: Uint8Array,
  model: Model,
  callbacks: readonly Callback[],
  check: (position: Position) => void,
): Position {
  const { tensors, metadata } = decodeSafetensors(bytes);
  if (metadata.format !== format)
    throw new FormatError(`checkpoint: expected format '${format}', got '${metadata.format ?? 'none'}'`);
  const { position, generators, optimizer: kept, callbacks: states } = parse(metadata.contents);
  check(position);
  const own = model.generators;
  if (own.length !== generators.layers.length) {
    throw new FormatError(
      `checkpoint: has ${generators.layers.length} layers with a seed of their own, '${model.name}' has ${own.length}`,
    );
  }
  if (states.length !== callbacks.length)
    throw new FormatError(
      `checkpoint: is of a training with ${states.length} callbacks, this one has ${callbacks.length}`,
    );
  const part = (prefix: string) =>
    new Map(
      [...tensors].filter(([name]) => name.startsWith(prefix)).map(([name, t]) => [name.slice(prefix.length), t]),
    );
  const weights = model.namedWeights();
  const stored = part('model/');
  checkWeights(weights, stored, 'checkpoint');
  scope(() => {
    const values = [...weights].map(([name, weight]) => [weight, toTensor(stored.get(name))] as const);
    const slots = new Map([...part('optimizer/')].map(([name, slot]) => [name, toTensor(slot)]));
    model.optimizer.restoreState({ ...kept, tensors: slots }, weights);
    for (const [weight, value] of values) weight.assign(value);
    states.forEach((state, i) => {
      const theirs = new Map([...part(`callback/${i}/`)].map(([name, t]) => [name, toTensor(t)]));
      if (state) callbacks[i].setState?.({ values: state.values, tensors: theirs } satisfies CallbackState);
    });
  });
  restoreGenerator(generators.shared);
  own.forEach((generator: Generator, i) => {
    generator.state = generators.layers[i];
  });
  return position;
}

function toTensor(stored: StoredTensor | undefined): Tensor {
  if (!stored) throw new FormatError('checkpoint: a tensor is missing');
  return tensor(stored.data, stored.shape, stored.dtype);
}

function parse(json: string | undefined): Contents {
  try {
    const contents: Contents = JSON.parse(json ?? '', backToNumber);
    const { position, generators, optimizer, callbacks } = contents;
    const counts = [position.epoch, position.step, position.samples, generators.layers.length, callbacks.length];
    const whole = counts.every((n) => Number.isSafeInteger(n) && n >= 0);
    const lists = [position.history.epoch, position.statistics.sums, position.statistics.names];
    if (!whole || !lists.every(Array.isArray) || typeof optimizer.numbers !== 'object') throw new Error('values');
    return contents;
  } catch (cause) {
    throw new FormatError('checkpoint: what it says of the training cannot be read', { cause });
  }
}

/** JSON knows no NaN and no infinity; a loss may be either. */
function anyNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value;
}

function backToNumber(_key: string, value: unknown): unknown {
  const written = typeof value === 'object' && value !== null && 'number' in value ? value.number : undefined;
  return typeof written === 'string' ? Number(written) : value;
}
