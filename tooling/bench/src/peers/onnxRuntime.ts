import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { channelsFirst, checkScores, type Exhibit } from '../inference/Exhibit';
import { encodeOnnx } from '../onnx/encodeOnnx';
import { PeerAbsent, type Setup, timed } from '../suite';

/** What is used of onnxruntime-common, which need not be installed. */
interface Runtime {
  readonly env: { logLevel: string; readonly wasm: { numThreads: number } };
  readonly InferenceSession: { create(model: Uint8Array, options: object): Promise<Session> };
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => object;
}

interface Session {
  run(feeds: Record<string, object>): Promise<Record<string, { readonly data: Float32Array }>>;
  release(): Promise<void>;
}

type Name = 'onnxruntime-web' | 'onnxruntime-node';

const version = '1.30.0';
/**
 * Together they take 440 MB, so they are no dependencies of the repository: who wants to compare puts them here. Each has a
 * folder of its own: from one they would share a registry of backends, and the native one would run as WebAssembly.
 */
const folder = 'out/peers';
const providers = { 'onnxruntime-web': 'wasm', 'onnxruntime-node': 'cpu' };

/** One prediction in ONNX Runtime, from numbers to numbers, once it has agreed with ours. */
export function onnxRuntime(name: Name, exhibit: () => Promise<Exhibit>): Setup {
  return async ({ threads }) => {
    const { env, InferenceSession, Tensor } = load(name);
    const given = await exhibit();
    const graph = await given.graph();
    env.logLevel = 'error';
    if (name === 'onnxruntime-web') env.wasm.numThreads = threads;
    const session = await refusing(() =>
      InferenceSession.create(encodeOnnx(graph), {
        executionProviders: [providers[name]],
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        graphOptimizationLevel: 'all',
      }),
    );
    // Its users keep their images channel by channel.
    const pixels = channelsFirst(given.image, given.shape);
    const run = async () => {
      const input = new Tensor('float32', pixels, graph.inputShape);
      const outputs = await session.run({ [graph.input]: input });
      return outputs[graph.output].data;
    };
    try {
      const difference = await checkScores(name, given, await refusing(run));
      return timed(run, { difference, dispose: () => session.release() });
    } catch (error) {
      await session.release();
      throw error;
    }
  };
}

/** A network that the runtime does not take is a matter of the runtime. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new PeerAbsent(`it refuses the network: ${error instanceof Error ? error.message : error}`);
  }
}

function load(name: Name): Runtime {
  const place = `${folder}/${name}`;
  const require = createRequire(fileURLToPath(new URL(`../../../../${place}/`, import.meta.url)));
  try {
    return require(name) as Runtime;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
    if (!missing) throw new PeerAbsent(`it does not load: ${error instanceof Error ? error.message : error}`);
    throw new PeerAbsent(`try \`npm install --prefix ${place} --ignore-scripts ${name}@${version}\``);
  }
}
