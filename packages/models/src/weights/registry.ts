import { alexNetWeights } from './families/alexNet';
import { googLeNetWeights } from './families/googLeNet';
import { resNetWeights } from './families/resNet';
import { resNetCifarWeights } from './families/resNetCifar';
import { resNetKerasWeights } from './families/resNetKeras';
import { squeezeNetWeights } from './families/squeezeNet';
import { vggWeights } from './families/vgg';
import type { TrainedCard } from './trained/TrainedWeights';
import { trainedSets } from './trained/trainedSets';
import type { WeightsCard } from './WeightsCard';

/**
 * The weights that can be had by name, of one network or of all: where they are, what they were trained on, how good they are, and what
 * licence they have.
 *
 * @example
 * for (const { weights, top1, files } of pretrainedWeights('resNet50')) console.log(weights, top1, files[0].megabytes);
 * // imagenet 76.13 102, imagenet-v2 80.858 103
 */
export function pretrainedWeights(network?: string): WeightsCard[] {
  const all = [
    ...trainedSets.map(({ card }) => weightsCard(card)),
    ...alexNetWeights,
    ...vggWeights,
    ...googLeNetWeights,
    ...resNetWeights,
    ...resNetKerasWeights,
    ...squeezeNetWeights,
    ...resNetCifarWeights,
  ];
  return network === undefined ? all : all.filter((card) => card.network === network);
}

function weightsCard(training: TrainedCard): WeightsCard {
  const { network, weights, trainedOn, labels, preprocessing, licence, citation, accuracy } = training;
  return {
    network,
    weights,
    trainedOn,
    classes: labels.length,
    labels,
    top1: accuracy.top1,
    preprocessing,
    licence,
    citation,
    files: [],
    training,
  };
}
