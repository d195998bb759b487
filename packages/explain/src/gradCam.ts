import { Conv2D, DepthwiseConv2D, type Model, SeparableConv2D } from '@striate/layers';
import { mean, mul, relu, resize, ShapeError, StriateError, scope, squeeze, sum, type Tensor } from '@striate/tensor';
import { type ClassOptions, gradientsOf } from './classGradients';
import { checkPictures, type Graph, graphOf } from './graph';

/** Options of `gradCam`. */
export interface GradCamOptions extends ClassOptions {
  /**
   * The layer whose feature maps are weighed. Default: the last one of the size of the last convolution's, so that normalisation,
   * activation, and a sum or concatenation with other convolutions count.
   */
  readonly layer?: string;
}

/**
 * Where a network looks for a class: Grad-CAM (Selvaraju, Cogswell, Das, Vedantam, Parikh and Batra 2017, "Grad-CAM: Visual
 * explanations from deep networks via gradient-based localization"). Each feature map of a layer counts by the mean of the gradient of
 * the class's score there; what of their sum speaks for the class is kept, and brought to the size of the picture.
 *
 * Shapes: `x` is `[batch, height, width, channels]`; the result `[batch, height, width]`, from 0 on, in units of the score.
 *
 * @throws {ValueError} for a layer or a class that is not there.
 * @throws {ShapeError} if the layer gives no feature maps, or the model no row of classes for each picture.
 *
 * @example
 * const heat = gradCam(net, picture, { classIndex: 285 });
 * const values = await heat.data(); // the largest lies on the cat
 */
export function gradCam(model: Model, x: Tensor, { classIndex, layer }: GradCamOptions = {}): Tensor {
  const graph = graphOf(model, 'gradCam');
  checkPictures(graph, x, 'gradCam');
  const name = layer ?? lastMaps(graph);
  return scope(() => {
    const { value, gradient } = gradientsOf(graph, x, { classIndex, layers: [name] }, 'gradCam').layers[name];
    if (value.rank !== 4)
      throw new ShapeError(`gradCam: layer '${name}' gives [${value.shape}], no maps [batch, height, width, channels]`);
    const weights = mean(gradient, [1, 2], true);
    const heat = relu(sum(mul(weights, value), 3, true));
    return squeeze(resize(heat, [x.shape[1], x.shape[2]]), [3]);
  });
}

/** The name of the last layer whose maps have the size of the last convolution's. */
function lastMaps({ model, steps }: Graph): string {
  const isConvolution = ({ layer }: Graph['steps'][number]) =>
    layer instanceof Conv2D || layer instanceof DepthwiseConv2D || layer instanceof SeparableConv2D;
  const last = steps.findLast(isConvolution);
  if (!last) throw new StriateError(`gradCam: model '${model.name}' has no 2-D convolution; name a layer`);
  const size = sizeOf(last);
  return (steps.findLast((step) => sizeOf(step) === size) ?? last).name;
}

function sizeOf({ layer }: Graph['steps'][number]): string | undefined {
  const shape = layer.outputShape;
  return shape?.length === 4 ? `${shape.slice(1, 3)}` : undefined;
}
