import { sizeOf } from '@striate/tensor';
import type { Layer } from '../Layer';
import { classNameOf } from '../naming';
import type { SymbolicShape } from '../SymbolicTensor';
import type { Model } from './Model';

/** One layer in a summary. */
export interface SummaryRow {
  readonly name: string;
  /** Its class. */
  readonly type: string;
  /** Of each output; null is the batch axis, or any axis of open size. Undefined before the model is built. */
  readonly outputShape: SymbolicShape | readonly SymbolicShape[] | undefined;
  readonly params: number;
  /** The calls whose results it is called on, as `conv2d[0][0]`; for functional models. */
  readonly connectedTo: readonly string[];
}

export function summaryRows(model: Model): SummaryRow[] {
  return model.layers.map((layer) => ({
    name: layer.name,
    type: classNameOf(layer),
    outputShape: layer.outputShape,
    params: layer.countParams(),
    connectedTo: connections(model, layer),
  }));
}

/** `layer[call][output]` of everything the layer is called on. */
function connections(model: Model, layer: Layer): string[] {
  const calls = model.nodes.filter((node) => node.layer === layer);
  return calls.flatMap(({ inputs }) =>
    inputs.map((input) => {
      const { node } = input;
      if (!node) return '?';
      const which = Math.max(0, model.nodes.filter((other) => other.layer === node.layer).indexOf(node));
      return `${node.layer.name}[${which}][${node.outputs.indexOf(input)}]`;
    }),
  );
}

/** Laid out as Keras 3 prints it. */
export function summaryText(model: Model): string {
  const functional = model.nodes.some(({ inputs }) => inputs.length > 1);
  const heads = ['Layer (type)', 'Output Shape', 'Param #', ...(functional ? ['Connected to'] : [])];
  const rows = summaryRows(model).map(({ name, type, outputShape, params, connectedTo }) => [
    [`${name} (${type})`],
    shapeText(outputShape),
    [params === 0 && outputShape === undefined ? '0 (unbuilt)' : grouped(params)],
    ...(functional ? [connectedTo.length > 0 ? connectedTo : ['-']] : []),
  ]);
  const least = [31, 22, 13, 17];
  const widths = heads.map((head, i) =>
    Math.max(least[i], head.length, ...rows.flatMap((row) => row[i].map((text) => text.length))),
  );
  const edge = (left: string, fill: string, middle: string, right: string) =>
    left + widths.map((width) => fill.repeat(width + 2)).join(middle) + right;
  const cells = (texts: readonly string[], bar: string) =>
    `${bar}${texts.map((text, i) => ` ${i === 2 ? text.padStart(widths[i]) : text.padEnd(widths[i])} `).join(bar)}${bar}`;
  const lines = rows.map((row) => {
    const height = Math.max(...row.map(({ length }) => length));
    return Array.from({ length: height }, (_, k) =>
      cells(
        row.map((cell) => cell[k] ?? ''),
        '│',
      ),
    ).join('\n');
  });
  return [
    `Model: "${model.name}"`,
    edge('┏', '━', '┳', '┓'),
    cells(heads, '┃'),
    edge('┡', '━', '╇', '┩'),
    lines.join(`\n${edge('├', '─', '┼', '┤')}\n`),
    edge('└', '─', '┴', '┘'),
    ...totals(model),
  ].join('\n');
}

function totals(model: Model): string[] {
  const count = (weights: Model['weights']) => weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const line = (what: string, n: number) => ` ${what}: ${grouped(n)} (${bytes(4 * n)})`;
  return [
    line('Total params', count(model.weights)),
    line('Trainable params', count(model.trainableWeights)),
    line('Non-trainable params', count(model.nonTrainableWeights)),
  ];
}

function shapeText(shape: SummaryRow['outputShape']): string[] {
  if (shape === undefined) return ['?'];
  const text = (one: SymbolicShape) => `(${one.map((d) => d ?? 'None').join(', ')}${one.length === 1 ? ',' : ''})`;
  return isOne(shape) ? [text(shape)] : shape.map(text);
}

function isOne(shape: SymbolicShape | readonly SymbolicShape[]): shape is SymbolicShape {
  return shape.length === 0 || !Array.isArray(shape[0]);
}

function grouped(n: number): string {
  return n.toLocaleString('en-US');
}

function bytes(n: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let [size, unit] = [n, 0];
  for (; size >= 1024 && unit < units.length - 1; unit++) size /= 1024;
  return `${size.toFixed(2)} ${units[unit]}`;
}
