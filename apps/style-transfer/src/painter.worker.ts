// Paints in a thread of its own, so that the page stays awake. Comlink carries the calls.
import { toImageData } from '@striate/parts/kit/toImageData';
import { expose } from 'comlink';
import {
  deepDream,
  googLeNetOriginal,
  type Model,
  network,
  type Preprocessing,
  pictureRules,
  preprocess,
  styleTransfer,
  type Tensor,
} from 'striate';

/** What is to be painted, and how. */
export interface Order {
  readonly kind: 'style' | 'dream';
  readonly content: ImageData;
  /** Of `'style'`. */
  readonly style?: ImageData;
  /** Side of the picture in pixels. */
  readonly size: number;
  readonly steps: number;
  readonly styleWeight: number;
  /** Of `'dream'`: the layer of which more is wanted. */
  readonly layer?: string;
  readonly seed: number;
}

/** How far it is. */
export interface Painted {
  readonly step: number;
  readonly steps: number;
  readonly picture: ImageData;
  /** Of `'style'`: the two losses before the step. */
  readonly losses?: { readonly content: number; readonly style: number };
}

let net: Model | undefined;
let stop = new AbortController();

let opening: Promise<unknown> = Promise.resolve();

/** Opens GoogLeNet from a file of weights, or without one the small network that comes with Striate; gives the layers to dream of. */
function open(weights?: File): Promise<readonly string[]> {
  // One after the other, so that what was asked for last is what there is.
  const opened = opening.then(async () => {
    net = weights ? await googLeNetOriginal({ weights }) : await network('resNetCifar20', { weights: 'cifar10' });
    const maps = net.layers.filter(({ outputShape }) => outputShape?.length === 4);
    return maps.map(({ name }) => name).slice(1);
  });
  opening = opened.catch(() => undefined);
  return opened;
}

async function paint(order: Order, onPainted: (painted: Painted) => void): Promise<void> {
  if (!net) await open();
  const model = net!;
  stop = new AbortController();
  const { signal } = stop;
  const { kind, size, steps, seed } = order;
  const rules = pictureRules(model).preprocessing;
  if (!rules) throw new TypeError(`nothing is known of the pictures '${model.name}' takes`);
  const sized: Preprocessing = { ...rules, size: [size, size], resize: 'stretch' };
  const say = async (progress: Progress) => {
    const { step, steps, content, style } = progress;
    const losses = content === undefined || style === undefined ? undefined : { content, style };
    onPainted({ step, steps, losses, picture: await toImageData(progress.picture, rules) });
  };
  const content = await preprocess(order.content, sized);
  const style = order.style && (await preprocess(order.style, sized));
  try {
    if (kind === 'dream' || !style) {
      const layers = [order.layer ?? model.layers[1].name];
      const dream = await deepDream(model, content, { layers, steps, seed, octaves: 3, signal, onStep: say });
      dream.dispose();
    } else {
      const painted = await styleTransfer(model, {
        content,
        style,
        steps,
        seed,
        signal,
        styleWeight: order.styleWeight,
        onStep: say,
      });
      painted.dispose();
    }
  } finally {
    content.dispose();
    style?.dispose();
  }
}

interface Progress {
  readonly step: number;
  readonly steps: number;
  readonly picture: Tensor;
  readonly content?: number;
  readonly style?: number;
}

const painter = { open, paint, cancel: () => stop.abort() };
export type Painter = typeof painter;
expose(painter);
