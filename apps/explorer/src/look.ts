import {
  featureMaps,
  gradCam,
  imagenetLabels,
  type Model,
  type Preprocessing,
  pictureRules,
  preprocess,
  scope,
  type Tensor,
} from 'striate';

/** What a model makes of a picture. */
export interface Look {
  /** The classes it finds, the most probable first; scores where the model gives no probabilities. */
  readonly classes: readonly { readonly label: string; readonly index: number; readonly value: number }[];
  /** The outputs of its layers that are maps `[1, height, width, channels]`. */
  readonly maps: readonly { readonly name: string; readonly values: Float32Array; readonly shape: readonly number[] }[];
  /** Grad-CAM of the first class, `[height, width]`; nothing where the model has no convolution. */
  readonly heat: { readonly values: Float32Array; readonly height: number; readonly width: number } | undefined;
}

/** Runs a model on a picture and looks at every layer. */
export async function look(model: Model, picture: ImageData, rules: Preprocessing): Promise<Look> {
  const x = await preprocess(picture, rules);
  const outputs = featureMaps(model, x);
  const names = Object.keys(outputs);
  const scores = await floats(outputs[names[names.length - 1]]);
  const { labels } = pictureRules(model);
  const texts = labels === 'imagenet' ? await imagenetLabels() : labels;
  const classes = [...scores.keys()]
    .sort((a, b) => scores[b] - scores[a])
    .slice(0, 5)
    .map((index) => ({ label: texts?.[index] ?? `class ${index}`, index, value: scores[index] }));

  const maps: { name: string; values: Float32Array; shape: readonly number[] }[] = [];
  for (const name of names) {
    const output = outputs[name];
    if (output.rank === 4) maps.push({ name, values: await floats(output), shape: output.shape });
    output.dispose();
  }
  const heat = await heatOf(model, x, classes[0].index);
  x.dispose();
  return { classes, maps, heat };
}

async function heatOf(model: Model, x: Tensor, classIndex: number): Promise<Look['heat']> {
  const hasMaps = model.layers.some(({ outputShape }) => outputShape?.length === 4);
  if (!hasMaps) return undefined;
  const heat = scope(() => gradCam(model, x, { classIndex }));
  const [, height, width] = heat.shape;
  const values = await floats(heat);
  heat.dispose();
  return { values, height, width };
}

async function floats(values: Tensor): Promise<Float32Array> {
  return Float32Array.from(await values.data());
}
