import {
  loadKerasWeights,
  loadStateDict,
  loadTensors,
  readKerasTensors,
  readTensors,
  type TensorMap,
  timmVggNames,
} from '@striate/formats';
import type { Model, WeightsSource } from '@striate/layers';
import { hasClassifier } from './checkFit';
import type { Convention } from './conventions';

/**
 * Gives a network the weights of a file: safetensors with the names of `saveWeights` or of PyTorch, `.pth`, or Keras' HDF5. What the
 * network was made without is left out: the classifier, auxiliary classifiers. Everything else must be there, and fit.
 */
export async function loadFile(net: Model, source: WeightsSource, convention: Convention): Promise<void> {
  const { kerasNames } = convention;
  if (!(await isKeras(source))) fitTensors(net, await readTensors(source), convention);
  else if (kerasNames) fitTensors(net, renamed(await readKerasTensors(source), kerasNames), convention);
  // Layers of other names, in the same order.
  else await loadKerasWeights(net, source);
}

/** The same with tensors. */
export function fitTensors(
  net: Model,
  tensors: TensorMap,
  { classifier, auxiliary = [], timm = false }: Convention,
): void {
  const weights = [...net.namedWeights().keys()];
  const layers = new Set(weights.map((name) => name.slice(0, name.lastIndexOf('/'))));
  const features = !hasClassifier(net, classifier);
  const wanted = (name: string, layer: string) =>
    layers.has(layer) || !(features || auxiliary.some((start) => name.startsWith(start)));
  if (weights.some((name) => tensors.has(name))) {
    loadTensors(net, new Map([...tensors].filter(([name]) => wanted(name, name.slice(0, name.lastIndexOf('/'))))));
    return;
  }
  const rename = (stored: string) => {
    const name = timm ? timmVggNames(stored) : stored;
    return wanted(name, name.slice(0, name.lastIndexOf('.'))) ? name : undefined;
  };
  loadStateDict(net, tensors, { rename });
}

/** `conv1_conv/conv1_conv/kernel:0`, as keras.applications has it, is `conv1_conv/kernel` here. */
function renamed(tensors: TensorMap, kerasNames: Readonly<Record<string, string>>): TensorMap {
  const names = new Map(Object.entries(kerasNames));
  return new Map(
    [...tensors].map(([name, tensor]) => {
      const [layer] = name.split('/', 1);
      const weight = name.slice(name.lastIndexOf('/') + 1).replace(/:0$/, '');
      return [`${names.get(layer) ?? layer}/${weight}`, tensor];
    }),
  );
}

async function isKeras(source: WeightsSource): Promise<boolean> {
  if (typeof source === 'string' || source instanceof URL) return /[.](h5|hdf5|keras)$/i.test(String(source));
  const head = new Uint8Array(source instanceof Blob ? await source.slice(0, 8).arrayBuffer() : source).subarray(0, 8);
  return String.fromCharCode(...head.subarray(1, 4)) === 'HDF' && head[0] === 0x89;
}
