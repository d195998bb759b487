import { cpu } from '@striate/backend-cpu';
import type { Functional } from '@striate/layers';
import { metaTensor, setBackend, tensor } from '@striate/tensor';
import { buildLively } from '../../inference/buildLively';
import { predict } from '../../inference/Exhibit';
import { numbers, type Weight } from '../../network/problem';
import { exportModel } from '../../onnx/exportModel';
import { fuseGraph } from '../../onnx/fuseGraph';
import type { Graph, GraphWeight } from '../../onnx/Graph';
import { compileGraph, layOutWeights } from '../../peers/tfjsGraph';
import { madeOn } from '../../startBackend';
import type { Variant } from '../contract';
import type { Core, PageCase, Side } from './Entrants';

const shape = [1, 224, 224, 3] as const;

type LaidOut = { readonly graph: Graph; readonly weights: ReadonlyMap<string, GraphWeight> };

/** One image through a network of @striate/models, from numbers to numbers. */
export function inference(build: () => Functional, variants: readonly Variant[]): PageCase {
  return {
    variants,
    async prepare() {
      // The same weights for all come from the CPU, so that none has them on the GPU beforehand.
      await setBackend(cpu({ threads: 1 }));
      const model = await buildLively(build);
      const weights: Weight[] = [];
      for (const weight of model.weights)
        weights.push({ shape: weight.shape, values: Float32Array.from(await weight.data()) });
      const plain = await exportModel(model);
      const graphs = new Map(
        [plain, fuseGraph(plain)].map((graph, i) => [i === 0 ? 'plain' : 'folded', layOut(graph)]),
      );
      for (const weight of model.weights) weight.dispose();
      const random = numbers(1);
      const image = Float32Array.from({ length: 224 * 224 * 3 }, () => (random() - 0.5) * Math.sqrt(12));
      return {
        ours: () => oursOf(build, weights, image),
        tfjs: async (tf, { way }: Variant) => tfjsOf(tf, graphs.get(String(way))!, image),
      };
    },
  };
}

function layOut(graph: Graph): LaidOut {
  return { graph, weights: layOutWeights(graph) };
}

async function oursOf(build: () => Functional, weights: readonly Weight[], image: Float32Array): Promise<Side> {
  // Shapes alone, for the weights are known.
  const net = await madeOn(metaTensor([1]).backend, build);
  net.weights.forEach((weight, i) => {
    const value = tensor(weights[i].values, weights[i].shape);
    weight.assign(value);
    value.dispose();
  });
  return repeated(() => predict({ net, shape }, image));
}

function tfjsOf(tf: Core, { graph, weights }: LaidOut, image: Float32Array): Side {
  const { run } = compileGraph(tf, graph, weights);
  return repeated(async () => {
    const x = tf.tensor4d(image, [...shape]);
    const y = run(x);
    const scores = y.dataSync<'float32'>();
    tf.dispose([x, y]);
    return scores;
  });
}

function repeated(once: () => Promise<ArrayLike<number>>): Side {
  let last: ArrayLike<number> = [];
  return {
    async run(times) {
      for (let i = 0; i < times; i++) last = await once();
      return last;
    },
    // Its first run said it all.
    prove: async () => last,
  };
}
