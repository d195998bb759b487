import {
  loadModel,
  type Model,
  type NetworkName,
  network,
  networks,
  type Preprocessing,
  pictureRules,
  zooLayers,
} from 'striate';

/** Architectures that a file of weights alone can be put into. */
export const architectures = Object.keys(networks).filter((name) => name !== 'textCnn') as NetworkName[];

/**
 * A model from a file: `.keras` and `.h5` hold a whole one; `.safetensors`, `.pth` and `.weights.h5` hold weights, for which the
 * architecture must be said.
 */
export async function openModelFile(file: File, architecture: NetworkName | undefined): Promise<Model> {
  const isWhole = /\.(keras|h5|hdf5)$/i.test(file.name) && !/\.weights\.h5$/i.test(file.name);
  if (isWhole) return loadModel(file, { customObjects: zooLayers, compile: false });
  if (!architecture)
    throw new TypeError(
      `${file.name} holds weights without their network: choose its architecture, then open it again`,
    );
  return network(architecture, { weights: file });
}

/** How a picture becomes the model's input: as its weights say, or stretched to its size and brought to 0 … 1. */
export function rulesFor(model: Model): Preprocessing {
  const known = pictureRules(model).preprocessing;
  if (known) return known;
  const [, height, width, channels] = model.inputs[0].shape;
  if (!height || !width || !(channels === 1 || channels === 3))
    throw new TypeError(
      `This model takes [${model.inputs[0].shape.map((d) => d ?? '?').join(', ')}], which is no picture`,
    );
  return { size: [height, width], channels, resize: 'stretch', scale: 1 / 255 };
}
