import { type Model, unknownName, type WeightsSource } from '@striate/layers';
import { FormatError, StriateError } from '@striate/tensor';
import type { Preprocessing } from '../classify/Preprocessing';
import { setPictureRules } from '../classify/pictureRules';
import type { DownloadOptions } from '../pretrained';
import { checkFit, hasClassifier } from './checkFit';
import { conventionOf } from './conventions';
import { fitTensors, loadFile } from './loadFile';
import { openWeights } from './openWeights';
import { unpackTensors } from './packTensors';
import { pretrainedWeights } from './registry';
import { trainedSets } from './trained/trainedSets';
import type { WeightsCard } from './WeightsCard';

/**
 * Gives a network weights that were trained, those of a name or of a file, and what `classify` has to know of them. The network stays
 * as it is if they do not fit.
 *
 * @throws {ValueError} for a name that there is not, listing those that there are; for options of the network that the weights do not fit.
 * @throws {StriateError} if they cannot be downloaded: says why, and which file to put where.
 * @throws {FormatError} if a file is damaged, or made for another network.
 */
export async function loadPretrained(
  network: string,
  net: Model,
  weights: WeightsSource,
  download: DownloadOptions = {},
): Promise<void> {
  const card = findCard(network, weights);
  const convention = conventionOf(network);
  if (!card) {
    await loadFile(net, weights, convention);
    const preprocessing = sizedFor(net, convention.preprocessing);
    const photographs = preprocessing !== undefined && net.outputs[0]?.shape.at(-1) === 1000;
    setPictureRules(net, { preprocessing, labels: photographs ? 'imagenet' : undefined });
    return;
  }
  const set = trainedSets.find((one) => one.card === card.training);
  if (set) {
    const tensors = unpackTensors((await set.load()).tensors);
    // The last layer is the one that says the classes.
    const last = [...tensors.keys()].at(-1) ?? '';
    const own = { classifier: last.slice(0, last.lastIndexOf('/')), ...convention };
    checkFit(net, card, own.classifier);
    fitTensors(net, tensors, own);
  } else {
    const { classifier } = convention;
    checkFit(net, card, classifier);
    const files = (hasClassifier(net, classifier) ? undefined : card.featureFiles) ?? card.files;
    const file = await openWeights(`${network}, weights '${card.weights}'`, files, download);
    await loadFile(net, file, convention).catch((cause: unknown) => {
      if (!(cause instanceof FormatError) || typeof file !== 'string') throw cause;
      throw new FormatError(`${cause.message}\nThe file is ${file}; once deleted, it is downloaded anew`, { cause });
    });
  }
  setPictureRules(net, { preprocessing: sizedFor(net, card.preprocessing), labels: card.labels });
}

/** The rules for a network that was made for pictures of another size than its weights: as much of a picture is cut off. */
function sizedFor(net: Model, rules: Preprocessing | undefined): Preprocessing | undefined {
  const [, height, width] = net.inputs[0]?.shape ?? [];
  if (!rules || !height || !width) return rules;
  const { size, resize } = rules;
  const factor = Math.max(height / size[0], width / size[1]);
  return { ...rules, size: [height, width], resize: resize === 'stretch' ? resize : Math.round(resize * factor) };
}

/** The card of a name; nothing for what is a file. */
function findCard(network: string, weights: WeightsSource): WeightsCard | undefined {
  if (typeof weights !== 'string') return undefined;
  const cards = pretrainedWeights(network);
  const card = cards.find((one) => one.weights === weights);
  // A name has no dot, no slash.
  if (card || /[./\\]/.test(weights)) return card;
  if (cards.length > 0) {
    throw unknownName(
      `${network}: there are no weights '${weights}'`,
      weights,
      cards.map((one) => one.weights),
    );
  }
  throw new StriateError(
    `${network}: no weights of it are published in a format that is read here, so there are none by the name '${weights}'; a file of your own is given by its path, URL or bytes. Networks with weights: ${[...new Set(pretrainedWeights().map((one) => one.network))].join(', ')}`,
  );
}
