import { checkScores, type Exhibit } from '../inference/Exhibit';
import { fuseGraph } from '../onnx/fuseGraph';
import { type Setup, timed } from '../suite';
import { loadTfjs, onBackend } from './tfjs';
import { compileGraph, layOutWeights } from './tfjsGraph';

/**
 * One prediction in TF.js on its WebAssembly backend, once it has agreed with ours: from numbers to numbers, or `resident`, from
 * tensor to tensor.
 */
export function tfjsInference(exhibit: () => Promise<Exhibit>, { resident = false } = {}): Setup {
  return async () => {
    const tf = await loadTfjs('wasm');
    const given = await exhibit();
    const graph = fuseGraph(await given.graph());
    const { run, dispose } = compileGraph(tf, graph, layOutWeights(graph));
    const [batch, height, width, channels] = given.shape;
    const upload = () => tf.tensor4d(given.image, [batch, height, width, channels]);
    const predict = async () => {
      const x = upload();
      const y = run(x);
      const scores = await y.data();
      tf.dispose([x, y]);
      return scores as Float32Array;
    };
    const difference = await checkScores('tfjs-wasm', given, await predict(), 'channelsLast');
    if (!resident) return onBackend(tf, 'wasm', timed(predict, { difference, dispose }));
    const x = upload();
    const free = () => {
      x.dispose();
      dispose();
    };
    return onBackend(
      tf,
      'wasm',
      timed(() => run(x).dispose(), { difference, dispose: free }),
    );
  };
}
