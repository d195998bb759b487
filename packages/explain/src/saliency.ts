import type { Model } from '@striate/layers';
import { abs, max, scope, type Tensor } from '@striate/tensor';
import { type ClassOptions, gradientsOf } from './classGradients';
import { checkPictures, graphOf } from './graph';

/**
 * How strongly each pixel changes the score of a class: the gradient, of which the largest channel counts (Simonyan, Vedaldi and
 * Zisserman 2014, "Deep inside convolutional networks: Visualising image classification models and saliency maps").
 *
 * Shapes: `x` is `[batch, height, width, channels]`; the result `[batch, height, width]`, from 0 on.
 *
 * @throws {ValueError} for a class that is not there.
 * @throws {ShapeError} if `x` is not what the model takes, or the model gives no row of classes for each picture.
 *
 * @example
 * const heat = saliency(net, picture, { classIndex: 3 });
 */
export function saliency(model: Model, x: Tensor, options: ClassOptions = {}): Tensor {
  const graph = graphOf(model, 'saliency');
  checkPictures(graph, x, 'saliency');
  return scope(() => max(abs(gradientsOf(graph, x, { classIndex: options.classIndex }, 'saliency').input), 3));
}
