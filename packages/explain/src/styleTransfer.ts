import { adam, Conv2D, type Model } from '@striate/layers';
import {
  add,
  addN,
  clone,
  Generator,
  keep,
  matmul,
  maximum,
  minimum,
  mul,
  randomNormal,
  reshape,
  ShapeError,
  StriateError,
  scalar,
  scope,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  Variable,
  valueAndGrads,
} from '@striate/tensor';
import { type Graph, graphOf, runGraph, stepNamed } from './graph';
import { pixelRange } from './pixelRange';
import { afterStep, checkWhole, type Progress, type SteppingOptions } from './stepping';

/** What `styleTransfer` says after each step. */
export interface StyleTransferProgress extends Progress {
  /** The losses before the step, with their weights. */
  readonly content: number;
  readonly style: number;
  readonly totalVariation: number;
  /** The picture so far, as the model takes it. It lives until the next step: copy what you keep. */
  readonly picture: Tensor;
}

/** Options of `styleTransfer`. */
export interface StyleTransferOptions extends SteppingOptions<StyleTransferProgress> {
  /** What is to be seen, `[1, height, width, channels]`, as the model takes pictures. */
  readonly content: Tensor;
  /** How it is to be painted; of any size. */
  readonly style: Tensor;
  /** Default: the second convolution of the last size but one; of VGG-19 that is the paper's conv4_2. */
  readonly contentLayers?: readonly string[];
  /** Default: the first convolution of each size; of VGG-19 those are the paper's. */
  readonly styleLayers?: readonly string[];
  /** Default 1. */
  readonly contentWeight?: number;
  /** Default 1000. */
  readonly styleWeight?: number;
  /** Of the sum of squared differences between neighbouring pixels. Default 0, as in the paper. */
  readonly totalVariationWeight?: number;
  /** Default 200. */
  readonly steps?: number;
  /** Of Adam, as a share of the range from black to white. Default 0.02. */
  readonly rate?: number;
  /** Where to begin. Default `'content'`; the paper begins with noise. */
  readonly from?: 'content' | 'noise';
  /** Of the noise. Default 0. */
  readonly seed?: number;
  /** What black and white are. Default: as the weights' preprocessing says, otherwise 0 and 1. */
  readonly range?: readonly [number, number];
}

/**
 * A picture with the content of one and the style of another (Gatys, Ecker and Bethge 2016, "Image style transfer using convolutional
 * neural networks"). The content loss compares feature maps, the style loss their Gram matrices: which channels answer together, wherever
 * that is. Adam changes the pixels; the model stays as it is. Only the layers up to the last one named run, so pictures may have other
 * sizes than the model's.
 *
 * Shapes: the result is as `content`, and the caller's.
 *
 * @throws {ValueError} for a layer that is not there.
 * @throws {ShapeError} unless both are one picture each, of as many channels.
 *
 * @example
 * const net = await vgg19({ weights: 'imagenet', includeTop: false });
 * const painted = await styleTransfer(net, { content: photo, style: painting, steps: 200 });
 */
export async function styleTransfer(model: Model, options: StyleTransferOptions): Promise<Tensor> {
  const who = 'styleTransfer';
  const { content, style, contentWeight = 1, styleWeight = 1000, totalVariationWeight = 0 } = options;
  const { steps = 200, rate = 0.02, from = 'content', seed = 0, signal } = options;
  for (const { shape } of [content, style])
    if (shape.length !== 4 || shape[0] !== 1 || shape[3] !== content.shape[3])
      throw new ShapeError(
        `${who}: content and style are pictures [1, height, width, channels], got [${content.shape}] and [${style.shape}]`,
      );
  checkWhole(steps, 1, 'steps', who);
  const graph = graphOf(model, who);
  const usual = usualLayers(graph);
  const named = (given: readonly string[] | undefined, fallback: readonly string[]) =>
    (given ?? fallback).map((name) => stepNamed(graph, name, who).name);
  const contentLayers = named(options.contentLayers, usual.content);
  const styleLayers = named(options.styleLayers, usual.style);
  signal?.throwIfAborted();

  const range = pixelRange(model, content.shape[3], options.range);
  const targets = scope(() => ({
    content: mapsOf(graph, content, contentLayers),
    style: mapsOf(graph, style, styleLayers).map(meanGram),
  }));
  const loss = (picture: Tensor) => {
    const maps = mapsOf(graph, picture, [...contentLayers, ...styleLayers]);
    const contents = targets.content.map((target, i) => mul(sum(square(sub(maps[i], target))), 0.5));
    const styles = targets.style.map((target, i) => styleLoss(maps[contentLayers.length + i], target));
    return {
      content: mul(total(contents), contentWeight),
      style: mul(total(styles), styleWeight / Math.max(1, styles.length)),
      totalVariation: mul(totalVariation(picture), totalVariationWeight),
    };
  };
  const first = scope(() =>
    from === 'content'
      ? clone(content)
      : add(
          mul(add(range.low, range.high), 0.5),
          mul(randomNormal(content.shape, { stddev: 0.1, generator: new Generator(seed) }), range.span),
        ),
  );
  // Adam works on the share between black and white, so that its rate means the same for every network.
  const share = new Variable(
    scope(() => sub(first, range.low).div(range.span)),
    { name: 'picture' },
  );
  first.dispose();
  const optimizer = adam({ learningRate: rate });
  const pictureOf = (values: Tensor) => add(mul(values, range.span), range.low);
  let picture = keep(pictureOf(share));
  try {
    for (let step = 1; step <= steps; step++) {
      const losses = scope(() => {
        let seen: Tensor[] = [];
        const { grads } = valueAndGrads(() => {
          const { content, style, totalVariation } = loss(pictureOf(share));
          seen = [content, style, totalVariation].map((each) => keep(each));
          return addN(seen);
        })([share]);
        optimizer.apply(grads, [share]);
        share.assign(minimum(maximum(share, 0), 1));
        return seen;
      });
      picture.dispose();
      picture = keep(scope(() => pictureOf(share)));
      const [content, style, totalVariation] = await Promise.all(losses.map(async (each) => (await each.data())[0]));
      for (const each of losses) each.dispose();
      await afterStep(options, () => ({ step, steps, content, style, totalVariation, picture }));
    }
    return picture;
  } catch (error) {
    picture.dispose();
    throw error;
  } finally {
    for (const tensor of [share, ...targets.content, ...targets.style]) tensor.dispose();
  }
}

/** Which channels answer together: `[channels, channels]`, means over all places, so that pictures of any size compare. */
function meanGram(maps: Tensor): Tensor {
  const [, height, width, channels] = maps.shape;
  const rows = reshape(maps, [height * width, channels]);
  return mul(matmul(rows, rows, { transposeA: true }), 1 / (height * width));
}

/** The paper's: squared differences of the Gram matrices, over 4 (channels · places)². */
function styleLoss(maps: Tensor, target: Tensor): Tensor {
  return mul(sum(square(sub(meanGram(maps), target))), 1 / (4 * maps.shape[3] ** 2));
}

function totalVariation(picture: Tensor): Tensor {
  const [, height, width, channels] = picture.shape;
  const part = (top: number, left: number, rows: number, columns: number) =>
    slice(picture, [0, top, left, 0], [1, rows, columns, channels]);
  const down = sub(part(1, 0, height - 1, width), part(0, 0, height - 1, width));
  const right = sub(part(0, 1, height, width - 1), part(0, 0, height, width - 1));
  return add(sum(square(down)), sum(square(right)));
}

function total(losses: readonly Tensor[]): Tensor {
  return losses.length > 0 ? addN([...losses]) : scalar(0);
}

function mapsOf(graph: Graph, x: Tensor, layers: readonly string[]): Tensor[] {
  const found = new Map<string, Tensor>();
  const visit = (name: string, value: Tensor) => {
    if (layers.includes(name)) found.set(name, value);
    return undefined;
  };
  runGraph(graph, x, visit, new Set(layers));
  return layers.map((name) => found.get(name)!);
}

/** The layers of the paper, told by where they are in a network. */
function usualLayers({ model, steps }: Graph): { content: string[]; style: string[] } {
  const bySize = new Map<string, string[]>();
  for (const { name, layer } of steps) {
    if (!(layer instanceof Conv2D)) continue;
    const size = `${layer.outputShape?.slice(1, 3)}`;
    bySize.set(size, [...(bySize.get(size) ?? []), name]);
  }
  const sizes = [...bySize.values()];
  if (sizes.length === 0)
    throw new StriateError(`styleTransfer: model '${model.name}' has no 2-D convolution; name layers`);
  const middle = sizes.at(-2) ?? sizes[0];
  return { content: [middle[1] ?? middle[0]], style: sizes.map(([first]) => first) };
}
