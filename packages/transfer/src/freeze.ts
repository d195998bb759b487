import { BatchNormalization, type Model } from '@striate/layers';
import { leafLayers } from './leafLayers';
import { type LayerSelection, selectLayers } from './selectLayers';

/** Options of `unfreeze`. */
export interface UnfreezeOptions {
  /**
   * Whether batch normalisation learns again, too. With it it uses, and follows, the statistics of each batch, which a few images do not
   * give well: `false` leaves it as it was pretrained. Default true.
   */
  batchNormalization?: boolean;
}

/**
 * Keeps layers as they are: training changes neither their weights nor, of batch normalisation, the moving statistics, which it uses in
 * training as in inference. Without a selection the whole model. A model that was compiled needs no new `compile`.
 *
 * @throws {ValueError} for layers that are not there, with the nearest name.
 *
 * @example
 * freeze(net, { upTo: 'layer3' }); // the stem and three of four stages of a ResNet
 * freeze(net, { first: 10 });      // ten layers with weights
 * freeze(net, /^features/);
 */
export function freeze<M extends Model>(model: M, layers: LayerSelection = () => true): M {
  setTrainable(model, layers, false, 'freeze');
  return model;
}

/**
 * Lets layers learn that `freeze` kept as they are. Without a selection the whole model.
 *
 * @throws {ValueError} for layers that are not there, with the nearest name.
 *
 * @example
 * unfreeze(net, 'layer4', { batchNormalization: false });
 * unfreeze(net, { last: 3 });
 */
export function unfreeze<M extends Model>(
  model: M,
  layers: LayerSelection = () => true,
  { batchNormalization = true }: UnfreezeOptions = {},
): M {
  setTrainable(model, layers, true, 'unfreeze', batchNormalization);
  return model;
}

function setTrainable(model: Model, layers: LayerSelection, value: boolean, who: string, norms = true): void {
  const leaves = leafLayers(model);
  const chosen = new Set(selectLayers(model, layers, who));
  const wanted = leaves.map(({ layer, within }) => {
    if (chosen.has(layer)) return norms || !(layer instanceof BatchNormalization) ? value : layer.trainable;
    // In a frozen model nothing learns, whatever its layers say.
    return layer.trainable && within.every((owner) => owner.trainable);
  });
  const owners = new Set<Model>(leaves.flatMap(({ within }) => within));
  // From the outside in: setting a model sets everything in it.
  for (const owner of owners) owner.trainable = leaves.some(({ within }, i) => wanted[i] && within.includes(owner));
  leaves.forEach(({ layer }, i) => {
    layer.trainable = wanted[i];
  });
}
