import '../onCpu';
import { googLeNetOriginal, imagenetLabels, type Model, pictureRules, resNetCifar, setPictureRules } from 'striate';

/** Networks that see photographs: one that comes with the page, and one whose weights the visitor has. */
export type PictureNetwork = 'resnet20' | 'googlenet';

/** A network, with its rules for pictures: whole ones, stretched, so that a map of a picture lies on all of it. */
export async function pictureNetwork(name: PictureNetwork, weights?: ArrayBuffer | string): Promise<Model> {
  const model =
    name === 'resnet20' || weights === undefined
      ? await resNetCifar(20, { weights: 'cifar10' })
      : await googLeNetOriginal({ weights });
  const { preprocessing, labels } = pictureRules(model);
  if (preprocessing) setPictureRules(model, { labels, preprocessing: { ...preprocessing, resize: 'stretch' } });
  return model;
}

/** Names of a network's classes, the first word of each where there are several. */
export async function shortLabels(model: Model): Promise<string[]> {
  const { labels } = pictureRules(model);
  const all = labels === 'imagenet' ? await imagenetLabels() : (labels ?? []);
  return all.map((label) => label.split(',')[0]);
}
