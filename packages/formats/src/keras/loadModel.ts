import {
  type CustomObjects,
  compileOptions,
  deserialize,
  type JsonConfig,
  layerClasses,
  Model,
  type WeightsSource,
  withoutValues,
} from '@striate/layers';
import { FormatError, StriateError } from '@striate/tensor';
import { loadTensors } from '../stateDict/loadTensors';
import { type ClassConfig, isClassConfig, modelClasses } from './classConfig';
import { type KerasFile, openKerasFile, readAll, valuesIn } from './KerasFile';
import { matchWeights } from './matchWeights';
import { restoreOptimizer } from './optimizerVariables';
import { upgradeConfig } from './upgradeConfig';
import { upgradeTraining } from './upgradeTraining';

/** Options of `loadModel`. */
export interface LoadModelOptions {
  /** Classes of your own by the names they have in the file: `{ Residual }`. */
  readonly customObjects?: CustomObjects;
  /** Compile the model as it was, and give its optimizer what it kept, so that training goes on. Default true. */
  readonly compile?: boolean;
}

const who = 'loadModel';

/**
 * The model of a Keras file: a `.keras` archive, or an `.h5` of a whole model, of Keras 1, 2 or 3. From a path (Node.js), a URL, bytes
 * or a `Blob`. It has the layers, weights and names of the one that was stored, and computes the same.
 *
 * Files from anywhere can be opened: nothing in them is run, and no more memory is taken than the file has weights for.
 *
 * @throws {FormatError} if the file is damaged or no such file, and for layers that are not known, all of which it names.
 *
 * @example
 * const net = await loadModel('digits.keras');
 * const probabilities = await net.predict(images);
 */
export async function loadModel(source: WeightsSource, options: LoadModelOptions = {}): Promise<Model> {
  const { customObjects = {}, compile = true } = options;
  const file = await openKerasFile(source, who);
  const { config, training } = file;
  if (!config)
    throw new FormatError(`${who}: the file holds weights alone; loadKerasWeights(model, …) puts them into a model`);
  const model = build(file, config, customObjects);
  if (model.weights.length > 0) loadTensors(model, await matchWeights(model, file, who), { strict: true });
  if (compile && training) {
    compileAs(model, training);
    restoreOptimizer(model, await readAll(file.optimizer, who));
  }
  return model;
}

function build(file: KerasFile, config: JsonConfig, customObjects: CustomObjects): Model {
  if (!isClassConfig(config)) throw new FormatError(`${who}: the configuration has no class_name and config`);
  const most = Math.min(valuesIn(file), Number.MAX_SAFE_INTEGER);
  return asFormatError('the configuration', () => {
    const isNew = (name: string) => !/^[12]/.test(file.version) || Object.hasOwn(customObjects, name);
    const upgraded = upgradeConfig(config, isNew);
    refuseUnknown(upgraded, customObjects);
    const made = withoutValues(() => deserialize(upgraded, customObjects), most);
    if (made instanceof Model) return made;
    throw new FormatError(`${who}: the file describes ${made}, a layer and no model`);
  });
}

function compileAs(model: Model, training: JsonConfig): void {
  asFormatError('what the model was compiled with (compile: false leaves it out)', () => {
    const config = upgradeTraining(training);
    if (config.loss !== null || model.trainStep) model.compile(compileOptions(config));
  });
}

/** What is wrong with a description is the file's fault, however deep in the making of a layer it shows. */
function asFormatError<T>(what: string, body: () => T): T {
  try {
    return body();
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    const isOurs = cause instanceof StriateError || cause instanceof TypeError || cause instanceof RangeError;
    if (!isOurs) throw cause;
    throw new FormatError(`${who}: ${what}: ${cause.message}`, { cause });
  }
}

/** @throws {FormatError} with all layers that there are no classes for, and where they are. */
function refuseUnknown(config: ClassConfig, customObjects: CustomObjects): void {
  const unknown: string[] = [];
  const visit = ({ class_name: name, config: inner }: ClassConfig, path: string): void => {
    const known =
      Object.hasOwn(layerClasses, name) || Object.hasOwn(customObjects, name) || modelClasses.includes(name);
    if (!known) unknown.push(`'${name}' (${path})`);
    if (Array.isArray(inner.layers)) {
      for (const layer of inner.layers) {
        if (isClassConfig(layer))
          visit(layer, `${path === '' ? '' : `${path}/`}${layer.name ?? layer.config.name ?? layer.class_name}`);
      }
    }
  };
  visit(config, '');
  if (unknown.length === 0) return;
  throw new FormatError(
    `${who}: layers that are not known here: ${unknown.join(', ')}. Hand in classes of your own as customObjects; readKerasTensors() reads the weights without them`,
  );
}
