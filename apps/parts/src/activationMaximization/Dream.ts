import {
  Add,
  Concatenate,
  Conv2D,
  Dense,
  deepDream,
  layerCalls,
  type Model,
  maximizeActivation,
  pictureRules,
  preprocess,
  StriateError,
  type Tensor,
} from 'striate';
import { type PictureNetwork, pictureNetwork, shortLabels } from '../kit/pictureNetworks';
import { Gate } from '../training/Gate';
import { picturePixels } from './picturePixels';

/** A layer that can be asked for pictures. */
export interface DreamLayer {
  readonly name: string;
  readonly channels: number;
  readonly dense: boolean;
}

export interface OpenedDream {
  readonly layers: readonly DreamLayer[];
  readonly labels: readonly string[];
  /** Side of the pictures that the network was trained on. */
  readonly side: number;
}

export interface GrowWish {
  readonly layer: string;
  readonly channel: number;
  readonly steps: number;
  readonly seed: number;
  /** Side of the picture; the network's own for a dense layer. */
  readonly size: number;
}

export interface DreamWish {
  readonly layer: string;
  readonly octaves: number;
  readonly steps: number;
  readonly seed: number;
}

/** A picture on its way. */
export interface Growth {
  readonly picture: ImageData;
  readonly value: number;
  readonly step: number;
  readonly steps: number;
}

/** Pictures that a network's channels answer to, and dreams: what the worker does. */
export class Dream {
  #model: Model | undefined;
  #cancel = new AbortController();
  readonly #gate = new Gate();

  async open(name: PictureNetwork, weights?: ArrayBuffer): Promise<OpenedDream> {
    this.cancel();
    const model = await pictureNetwork(name, weights);
    this.#model = model;
    const layers = layerCalls(model).flatMap(({ name, layer }) => {
      const shape = layer.outputShape;
      const channels = shape?.[shape.length - 1];
      const wanted = [Conv2D, Dense, Add, Concatenate].some((kind) => layer instanceof kind);
      return wanted && typeof channels === 'number' ? [{ name, channels, dense: layer instanceof Dense }] : [];
    });
    return { layers, labels: await shortLabels(model), side: model.inputs[0].shape[1] ?? 224 };
  }

  /** The picture that a channel answers to most; `report` sees it after each step. */
  async grow({ layer, channel, steps, seed, size }: GrowWish, report: (growth: Growth) => void): Promise<void> {
    const model = this.#begin();
    const { signal } = this.#cancel;
    const onStep = this.#watch(model, report);
    (await maximizeActivation(model, { layer, channel, steps, seed, size, onStep, signal })).dispose();
  }

  /** A picture with more of what a layer sees in it. */
  async dream(
    image: ImageData,
    { layer, octaves, steps, seed }: DreamWish,
    report: (growth: Growth) => void,
  ): Promise<void> {
    const model = this.#begin();
    const { signal } = this.#cancel;
    const rules = pictureRules(model).preprocessing;
    if (!rules) throw new StriateError(`nothing is known of the pictures '${model.name}' takes`);
    // Larger than the network's own, where that is small: layers before the classifier take any size.
    const side = Math.max(128, rules.size[0]);
    const x = await preprocess(image, { ...rules, size: [side, side] });
    try {
      const jitter = Math.round(side / 16);
      const onStep = this.#watch(model, report);
      (await deepDream(model, x, { layers: [layer], octaves, steps, seed, jitter, onStep, signal })).dispose();
    } finally {
      x.dispose();
    }
  }

  pause(): void {
    this.#gate.open = false;
  }

  resume(): void {
    this.#gate.open = true;
  }

  /** Ends what runs; its promise then rejects. */
  cancel(): void {
    this.#cancel.abort();
  }

  #begin(): Model {
    this.cancel();
    this.#cancel = new AbortController();
    this.#gate.open = true;
    if (this.#model) return this.#model;
    throw new StriateError('open() comes first');
  }

  #watch(model: Model, report: (growth: Growth) => void) {
    const { signal } = this.#cancel;
    return async ({ picture, value, step, steps }: { picture: Tensor; value: number; step: number; steps: number }) => {
      report({ picture: await picturePixels(model, picture), value, step, steps });
      await this.#gate.pass(signal);
    };
  }
}
