import type { Model } from '@striate/layers';
import { alexNet, googLeNet, resNet18, resNet50, vgg16 } from '@striate/models';
import { type Exhibit, makeExhibit, predict } from '../inference/Exhibit';
import { onnxRuntime } from '../peers/onnxRuntime';
import { peak } from '../peers/peak';
import { pytorchInference } from '../peers/pytorch';
import { tfjsInference } from '../peers/tfjsInference';
import { startBackend } from '../startBackend';
import { type Duel, type Suite, timed } from '../suite';

/** Scores, not probabilities: where those are 0 and 1, everything agrees. */
const options = { classifierActivation: 'linear' } as const;

/** `flops`: of its convolutions and dense layers, a multiply-add counting as two. */
export interface Network {
  readonly name: string;
  readonly flops: number;
  readonly build: () => Model;
}

export const networks: readonly Network[] = [
  { name: 'alexnet', flops: 1_428_376_960, build: () => alexNet(options) },
  { name: 'vgg16', flops: 30_940_528_640, build: () => vgg16(options) },
  { name: 'googlenet', flops: 2_996_752_384, build: () => googLeNet(options) },
  { name: 'resnet18', flops: 3_628_146_688, build: () => resNet18(options) },
  { name: 'resnet50', flops: 8_178_368_512, build: () => resNet50(options) },
];

function duel({ name, flops, build }: Network): Duel {
  let made: Promise<Exhibit> | undefined;
  // One for all sides: the weights of VGG-16 take half a gigabyte.
  const exhibit = () => {
    made ??= makeExhibit(build);
    return made;
  };
  return {
    name,
    flops,
    ours: async ({ threads }) => {
      await startBackend(threads);
      const { net, image, shape, dispose } = await exhibit();
      return timed(() => predict({ net, shape }, image), {
        dispose: () => {
          made = undefined;
          dispose();
        },
      });
    },
    peers: {
      peak: peak(flops),
      'onnxruntime-web': onnxRuntime('onnxruntime-web', exhibit),
      'onnxruntime-node': onnxRuntime('onnxruntime-node', exhibit),
      'tfjs-wasm': tfjsInference(exhibit),
      pytorch: pytorchInference(exhibit),
    },
  };
}

export const inference: Suite = {
  name: 'inference',
  about: 'one image of 224 x 224 through a network, from numbers to numbers; the scores must agree',
  cases: networks.map(duel),
};
