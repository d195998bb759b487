import type { Model } from '@striate/layers';
import { alexNet, googLeNet, resNet18, resNet50, vgg16 } from '@striate/models';
import { type Exhibit, makeExhibit, predict } from '../inference/Exhibit';
import { onnxRuntime } from '../peers/onnxRuntime';
import { startBackend } from '../startBackend';
import { type Duel, type Suite, timed } from '../suite';

/** Scores, not probabilities: where those are 0 and 1, everything agrees. */
const options = { classifierActivation: 'linear' } as const;

function network(name: string, build: () => Model): Duel {
  let made: Promise<Exhibit> | undefined;
  // One for all sides: the weights of VGG-16 take half a gigabyte.
  const exhibit = () => {
    made ??= makeExhibit(build);
    return made;
  };
  return {
    name,
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
      'onnxruntime-web': onnxRuntime('onnxruntime-web', exhibit),
      'onnxruntime-node': onnxRuntime('onnxruntime-node', exhibit),
    },
  };
}

export const inference: Suite = {
  name: 'inference',
  about: 'one image of 224 x 224 through a network, from numbers to numbers; the scores must agree',
  cases: [
    network('alexnet', () => alexNet(options)),
    network('vgg16', () => vgg16(options)),
    network('googlenet', () => googLeNet(options)),
    network('resnet18', () => resNet18(options)),
    network('resnet50', () => resNet50(options)),
  ],
};
