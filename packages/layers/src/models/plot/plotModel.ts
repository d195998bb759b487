import { ValueError } from '@striate/tensor';
import type { Layer } from '../../Layer';
import { classNameOf } from '../../naming';
import type { SymbolicShape } from '../../SymbolicTensor';
import type { Model } from '../Model';
import { drawBox, type Label, sizeOfLabel } from './drawBox';
import { drawEdge, drawFrame, placement } from './drawGraph';
import { layeredLayout } from './layeredLayout';
import { type PlotVertex, plotGraph } from './plotGraph';
import { escaped } from './svg';

export interface PlotModelOptions {
  /** Show what shapes go in and come out. Default false. */
  showShapes?: boolean;
  /** Show the layers' names beside their classes. Default false. */
  showLayerNames?: boolean;
  /** Show the dtype of the output. Default false. */
  showDtype?: boolean;
  /** Where the outputs lie: below (`TB`, the default), right (`LR`), above (`BT`) or left (`RL`) of the inputs. */
  rankdir?: 'TB' | 'LR' | 'BT' | 'RL';
  /** Draw the layers of nested models within a frame, instead of one box. Default false. */
  expandNested?: boolean;
}

const margin = 16;

/**
 * A picture of a model as SVG text: a box for each layer, arrows where tensors go, as Keras' `plot_model` draws it.
 *
 * @throws {StriateError} if the model's calls are not known: a model of a class of its own, or one that is not built.
 * @throws {ValueError} for a `rankdir` that is none.
 *
 * @example
 * await writeFile('lenet5.svg', plotModel(net, { showShapes: true, showLayerNames: true }));
 */
export function plotModel(model: Model, options: PlotModelOptions = {}): string {
  const { rankdir = 'TB', expandNested = false } = options;
  if (!['TB', 'LR', 'BT', 'RL'].includes(rankdir))
    throw new ValueError(`plotModel: rankdir is TB, LR, BT or RL, got '${rankdir}'`);
  const { vertices, edges } = plotGraph(model, expandNested);
  const labels = vertices.map((vertex) => labelOf(vertex, options));
  const sideways = rankdir === 'LR' || rankdir === 'RL';
  const sizes = labels.map((label) => {
    const { width, height } = sizeOfLabel(label);
    return sideways ? { across: height, along: width } : { across: width, along: height };
  });
  const layout = layeredLayout(sizes, edges);
  const at = placement(layout, rankdir);
  const boxes = labels.map((label, i) => ({ ...sizeOfLabel(label), middle: at.point(layout.boxes[i]) }));
  const frames = framesOf(vertices).map(([owner, members]) =>
    drawFrame(
      owner.name,
      members.map((i) => boxes[i]),
    ),
  );
  const [width, height] = [at.width + 2 * margin, at.height + 2 * margin].map(Math.ceil);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-margin} ${-margin} ${width} ${height}" width="${width}" height="${height}"`,
    ` role="img" aria-label="Model ${escaped(model.name)}" font-family="Helvetica, Arial, sans-serif" font-size="13">`,
    `<rect x="${-margin}" y="${-margin}" width="${width}" height="${height}" fill="#fff"/>`,
    ...frames,
    ...layout.edges.map(({ points, back }) => drawEdge(points.map(at.point), back, sideways)),
    ...labels.map((label, i) => drawBox(label, boxes[i].middle)),
    '</svg>\n',
  ].join('');
}

function labelOf({ layer, call }: PlotVertex, { showShapes, showLayerNames, showDtype }: PlotModelOptions): Label {
  const outputs = call ? call.outputs : [layer.output];
  const inputs = call ? call.inputs : outputs;
  const shapes = (list: readonly { shape: SymbolicShape }[]) => list.map(({ shape }) => shapeText(shape));
  const cells = [
    ...(showShapes ? [{ head: 'Input shape: ', lines: shapes(inputs) }] : []),
    ...(showShapes ? [{ head: 'Output shape: ', lines: shapes(outputs) }] : []),
    ...(showDtype ? [{ head: 'Output dtype: ', lines: [outputs[0].dtype] }] : []),
  ];
  const type = classNameOf(layer);
  return showLayerNames ? { name: layer.name, title: `(${type})`, cells } : { name: type, title: '', cells };
}

/** Nested models and the vertices in each, outermost first. */
function framesOf(vertices: readonly PlotVertex[]): [Layer, number[]][] {
  const frames = new Map<Layer, number[]>();
  vertices.forEach(({ within }, i) => {
    for (const owner of within) frames.set(owner, [...(frames.get(owner) ?? []), i]);
  });
  return [...frames];
}

/** As Python prints it. */
function shapeText(shape: SymbolicShape): string {
  return `(${shape.map((d) => d ?? 'None').join(', ')}${shape.length === 1 ? ',' : ''})`;
}
