import {
  type Classification,
  classify,
  gradCam,
  layerCalls,
  type Model,
  occlusion,
  pictureRules,
  preprocess,
  StriateError,
  saliency,
  smoothGrad,
  type Tensor,
} from 'striate';
import { type PictureNetwork, pictureNetwork, shortLabels } from '../kit/pictureNetworks';

export type HeatMethod = 'gradCam' | 'saliency' | 'smoothGrad' | 'occlusion';

export interface HeatWish {
  readonly method: HeatMethod;
  readonly classIndex: number;
  readonly seed: number;
}

/** A number for each pixel that the network sees. */
export interface HeatMap {
  readonly values: Float32Array;
  readonly height: number;
  readonly width: number;
}

export interface Opened {
  readonly parameters: number;
  readonly layers: readonly string[];
}

/** A network that says what a picture shows, and where it looks: what the worker does. */
export class Heat {
  #model: Model | undefined;
  #x: Tensor | undefined;
  #cancel = new AbortController();

  async open(name: PictureNetwork, weights?: ArrayBuffer): Promise<Opened> {
    this.cancel();
    const model = await pictureNetwork(name, weights);
    this.#model = model;
    this.#x?.dispose();
    this.#x = undefined;
    return { parameters: model.countParams(), layers: layerCalls(model).map((call) => call.name) };
  }

  /** The five most probable classes of a picture, which is kept. */
  async look(image: ImageData): Promise<Classification[]> {
    const model = this.#opened();
    const { preprocessing } = pictureRules(model);
    const x = await preprocess(image, preprocessing ?? 'torch');
    this.#x?.dispose();
    this.#x = x;
    const [found, labels] = [await classify(model, image), await shortLabels(model)];
    return found.map((each) => ({ ...each, label: labels[each.index] ?? each.label }));
  }

  /** Where the network looks in the picture kept. `report` hears how far it is, from 0 to 1. */
  async explain({ method, classIndex, seed }: HeatWish, report: (share: number) => void): Promise<HeatMap> {
    this.cancel();
    this.#cancel = new AbortController();
    const { signal } = this.#cancel;
    const [model, x] = [this.#opened(), this.#x];
    if (!x) throw new StriateError('explain: there is no picture yet');
    const onStep = ({ step, steps }: { step: number; steps: number }) => report(step / steps);
    const heat = await {
      gradCam: () => gradCam(model, x, { classIndex }),
      saliency: () => saliency(model, x, { classIndex }),
      smoothGrad: () => smoothGrad(model, x, { classIndex, seed, samples: 25, onStep, signal }),
      occlusion: () => occlusion(model, x, { classIndex, onStep, signal }),
    }[method]();
    const [, height, width] = heat.shape;
    const values = Float32Array.from(await heat.data());
    heat.dispose();
    return { values, height, width };
  }

  /** Ends `explain`, which then throws. */
  cancel(): void {
    this.#cancel.abort();
  }

  #opened(): Model {
    if (this.#model) return this.#model;
    throw new StriateError('open() comes first');
  }
}
