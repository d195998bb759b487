import { type Tensor, tensor, type Variable, valueAndGrads } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import goldens from '../../goldens/layers.json';
import * as layers from '../index';
import { type Layer, Layer as LayerBase } from '../Layer';
import * as preprocessing from '../preprocessing/index';
import { SymbolicTensor } from '../SymbolicTensor';
import { looseness, useEachBackend } from '../testing/useEachBackend';

useEachBackend();

// What PyTorch computes, written by goldens/makeLayers.py: results, and the gradients of sum(result * dy).

interface Packed {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

interface Golden {
  readonly layer: string;
  readonly name: string;
  readonly options: object;
  readonly inputs: readonly Packed[];
  readonly weights: Readonly<Record<string, Packed>>;
  readonly training: boolean;
  readonly dy: Packed;
  readonly output: Packed;
  readonly gradients: {
    readonly inputs: readonly (Packed | null)[];
    readonly weights: Readonly<Record<string, Packed>>;
  };
}

const cases = goldens as unknown as readonly Golden[];
const factories = layers as unknown as Record<string, ((options: object) => Layer) | undefined>;

const unpack = ({ shape, values }: Packed, dtype: 'float32' | 'int32' = 'float32') =>
  tensor(dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values), shape);

/** On the CPU within 1e-5 of each value, or of the typical one where sums cancel. */
async function expectClose(found: Tensor, wanted: Packed, what: string): Promise<void> {
  expect(found.shape, `shape of ${what}`).toEqual(wanted.shape);
  const values = await found.data();
  const typical = Math.sqrt(wanted.values.reduce((sum, v) => sum + v * v, 0) / Math.max(1, wanted.values.length));
  const off = wanted.values.flatMap((v, i) =>
    Math.abs(values[i] - v) <= looseness * 1e-5 * Math.max(Math.abs(v), typical)
      ? []
      : [`[${i}] ${values[i]}, not ${v}`],
  );
  expect(off, what).toEqual([]);
}

async function check({
  layer: name,
  options,
  inputs,
  weights,
  training,
  dy,
  output,
  gradients,
}: Golden): Promise<void> {
  const layer = factories[name]!(options);
  const xs = inputs.map((input, i) => unpack(input, gradients.inputs[i] ? 'float32' : 'int32'));
  const run = (all: readonly Tensor[]) => layer(all.length === 1 ? all[0] : all, { training });
  layer(xs.length === 1 ? xs[0] : xs);
  const named = layer.namedWeights();
  expect([...named.keys()].sort()).toEqual(Object.keys(weights).sort());
  for (const [key, value] of Object.entries(weights)) named.get(key)!.assign(unpack(value));

  const varied = xs.flatMap((_, i) => (gradients.inputs[i] ? [i] : []));
  const trained = Object.keys(gradients.weights).map((key): Variable => named.get(key)!);
  expect(new Set(layer.trainableWeights)).toEqual(new Set(trained));
  const { value, grads } = valueAndGrads(() => run(xs))([...varied.map((i) => xs[i]), ...trained], unpack(dy));
  await expectClose(value, output, 'the result');
  for (const [k, i] of varied.entries())
    await expectClose(grads[k], gradients.inputs[i]!, `the gradient of input ${i}`);
  for (const [k, [key, gradient]] of Object.entries(gradients.weights).entries())
    await expectClose(grads[varied.length + k], gradient, `the gradient of ${key}`);
}

describe.each([...new Set(cases.map(({ layer }) => layer))])('%s against PyTorch', (name) => {
  const own = cases.filter(({ layer }) => layer === name);
  it.each(own.map((golden): [string, Golden] => [golden.name, golden]))('%s', (_, golden) => check(golden));
});

describe('every layer', () => {
  it.each(cases.map((golden): [string, Golden] => [`${golden.layer} ${golden.name}`, golden]))(
    '%s knows the shape of its output before it has values',
    (_, { layer: name, options, inputs, gradients, output }) => {
      const layer = factories[name]!(options);
      const symbols = inputs.map(({ shape }, i) => {
        return new SymbolicTensor([null, ...shape.slice(1)], gradients.inputs[i] ? 'float32' : 'int32');
      });
      const { shape } = layer(symbols.length === 1 ? symbols[0] : symbols);
      expect(shape).toEqual([null, ...output.shape.slice(1)]);
    },
  );
});

describe('the golden values', () => {
  it('cover every layer and every activation', () => {
    const covered = new Set(cases.map(({ layer }) => layer));
    const made = Object.values(layers).filter(
      (value): value is typeof LayerBase => typeof value === 'function' && value.prototype instanceof LayerBase,
    );
    // Those that only hold others, or a function.
    const without = ['Functional', 'InputLayer', 'Lambda', 'Model', 'RandomLayer', 'Sequential'];
    // Those of preprocessing have golden values of their own, and tests of what is random.
    const bare = (name: string) => name.toLowerCase().replace(/layer$/, '');
    const reached = new Set([...covered].map(bare));
    expect(
      made
        .map(({ name }) => name)
        .filter((name) => !without.includes(name) && !(name in preprocessing) && !reached.has(bare(name))),
    ).toEqual([]);
    const activations = cases.filter(({ layer }) => layer === 'activation').map(({ name }) => name);
    expect(new Set(activations)).toEqual(new Set(layers.activationNames));
  });
});
