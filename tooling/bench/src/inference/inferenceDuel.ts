import type { Model } from '@striate/layers';
import { onnxRuntime } from '../peers/onnxRuntime';
import { peak } from '../peers/peak';
import { pytorchInference } from '../peers/pytorch';
import { tfjsInference } from '../peers/tfjsInference';
import { startBackend } from '../startBackend';
import { type Duel, timed } from '../suite';
import { type Exhibit, makeExhibit, predict } from './Exhibit';

/** `flops`: of its convolutions and dense layers, a multiply-add counting as two. */
export interface Network {
  readonly name: string;
  readonly flops: number;
  readonly build: () => Model;
}

/** One prediction of a network, from numbers to numbers, with batch 1; the scores must agree. */
export function inferenceDuel({ name, flops, build }: Network): Duel {
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
