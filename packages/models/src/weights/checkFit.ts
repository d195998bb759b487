import type { Model } from '@striate/layers';
import { ValueError } from '@striate/tensor';
import type { WeightsCard } from './WeightsCard';

/** Whether a network says classes, or ends with its features: it has the layer of this name, where that is known. */
export function hasClassifier(net: Model, classifier: string | undefined): boolean {
  return classifier === undefined || net.layers.some(({ name }) => name === classifier);
}

/**
 * Looks whether a network was made with options that its weights do not fit, before hundreds of megabytes come to show it.
 *
 * @throws {ValueError} says what to do instead.
 */
export function checkFit(net: Model, card: WeightsCard, classifier: string | undefined): void {
  const { network, weights, classes, preprocessing } = card;
  const who = `${network}: the weights '${weights}'`;
  const [input] = net.inputs;
  const channels = input?.shape.at(-1);
  if (preprocessing && channels !== undefined && channels !== preprocessing.channels) {
    throw new ValueError(
      `${who} are for ${preprocessing.channels} channels, the network has ${channels}; load them as they are, and let adaptInputChannels of @striate/transfer change the first layer`,
    );
  }
  if (!hasClassifier(net, classifier)) return;
  const units = net.outputs[0]?.shape.at(-1);
  if (units !== classes) {
    throw new ValueError(
      `${who} know ${classes} classes, the network has ${units}; load them with includeTop: false, which leaves out the classifier, and put one of your own on the features, as replaceHead of @striate/transfer does`,
    );
  }
}
