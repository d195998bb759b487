import { layerCosts, type Model, unknownName } from '@striate/layers';
import { StriateError, ValueError } from '@striate/tensor';

/** Rows and columns of a picture; `bottom` and `right` are the first beyond. */
export interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What a place of a feature map sees of the input. */
export interface FieldOfView extends Rectangle {
  /** The same with what lies on the padding: it may begin before 0 and end beyond the picture. */
  readonly padded: Rectangle;
}

/** Options of `receptiveField`. */
export interface ReceptiveFieldOptions {
  /** Height and width of the picture, where the model takes any. Default 224. */
  readonly size?: number;
}

/**
 * The pixels that a place of a feature map depends on: its receptive field, exactly, from kernels, strides, padding and dilation of all
 * layers between, along every branch. Where dilation leaves holes, or branches look at different places, the rectangle around all.
 * Behind a dense layer or a global pool that is the whole picture.
 *
 * @param layer Name of one of the model's layers.
 * @param place Row and column on its map, counted from 0.
 * @throws {ValueError} for a layer that is not there, or a place outside of its map.
 * @throws {StriateError} if the model is no graph of layers, or takes no pictures.
 *
 * @example
 * const net = lenet5();
 * receptiveField(net, 'conv2d_1', { row: 0, column: 0 }); // { top: 0, left: 0, bottom: 12, right: 12, padded: { top: -2, … } }
 */
export function receptiveField(
  model: Model,
  layer: string,
  { row, column }: { readonly row: number; readonly column: number },
  { size = 224 }: ReceptiveFieldOptions = {},
): FieldOfView {
  const costs = layerCosts(model, { size });
  const at = costs.findIndex(({ name }) => name === layer);
  if (at < 0) {
    const names = costs.map(({ name }) => name);
    throw unknownName(`receptiveField: '${model.name}' has no layer '${layer}'`, layer, names);
  }
  const [, height, width] = model.inputs[0].shape.map((d) => d ?? size);
  const field = costs[at].receptiveField;
  if (field?.size.length !== 2) throw new StriateError(`receptiveField: model '${model.name}' takes no pictures`);
  const shape = model.layers[at].outputShape;
  const ends = shape?.length === 4 ? [shape[1], shape[2]] : [1, 1];
  const span = (axis: 0 | 1, place: number, name: string): [number, number] => {
    const end = ends[axis];
    if (!Number.isInteger(place) || place < 0 || (typeof end === 'number' && place >= end))
      throw new ValueError(
        `receptiveField: ${name} must be a whole number below ${end ?? 'the size of the map'}, got ${place}`,
      );
    const first = Math.ceil(field.offset[axis] + place * field.stride[axis]);
    return [first, first + field.size[axis]];
  };
  const [top, bottom] = span(0, row, 'row');
  const [left, right] = span(1, column, 'column');
  return {
    top: Math.max(0, top),
    left: Math.max(0, left),
    bottom: Math.min(height, bottom),
    right: Math.min(width, right),
    padded: { top, left, bottom, right },
  };
}
