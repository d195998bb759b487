import { type Layer, type Model, unknownName } from '@striate/layers';
import { ValueError } from '@striate/tensor';
import { leafLayers } from './leafLayers';

/**
 * Layers of a model, also of models within it:
 * - a text: the layer of that name, or a stage, all layers whose names begin with it: `'layer4'` is `layer4.0.conv1`, `layer4.0.bn1`, …
 *   in networks with torchvision's names, `'conv5'` is `conv5_block1_1_conv`, … in those with Keras';
 * - a RegExp: the layers whose names match it;
 * - `{ first: n }`, `{ last: n }`: so many layers with weights from the beginning, or from the end;
 * - `{ upTo: name }`, `{ from: name }`: everything up to the end of a layer or stage, or from its beginning on;
 * - a function that says it of each layer;
 * - a list of these: all that one of them selects.
 */
export type LayerSelection =
  | string
  | RegExp
  | { readonly first: number }
  | { readonly last: number }
  | { readonly upTo: string }
  | { readonly from: string }
  | ((layer: Layer) => boolean)
  | readonly LayerSelection[];

/** Whether a layer is called so, or belongs to the stage of that name. */
export function belongsTo(name: string, stage: string): boolean {
  return name === stage || (name.startsWith(stage) && /^[._/]/.test(name.slice(stage.length)));
}

/**
 * The layers that a selection means, in the order of the model.
 * @throws {ValueError} for a name that no layer and no stage has, with the nearest, and for counts that are none.
 */
export function selectLayers(model: Model, selection: LayerSelection, who: string): Layer[] {
  const layers = leafLayers(model).map(({ layer }) => layer);
  const chosen = select(layers, selection, who);
  return layers.filter((layer) => chosen.has(layer));
}

function select(layers: readonly Layer[], selection: LayerSelection, who: string): Set<Layer> {
  if (typeof selection === 'string') return new Set(stageLayers(layers, selection, who));
  if (selection instanceof RegExp) return matching(layers, selection, who);
  if (isList(selection)) return new Set(selection.flatMap((each) => [...select(layers, each, who)]));
  if (typeof selection === 'function') return new Set(layers.filter((layer) => selection(layer)));
  if ('first' in selection || 'last' in selection) {
    const count = 'first' in selection ? selection.first : selection.last;
    const weighted = layers.filter((layer) => layer.weights.length > 0);
    if (!Number.isInteger(count) || count < 0 || count > weighted.length) {
      throw new ValueError(
        `${who}: ${'first' in selection ? 'first' : 'last'} is a number of layers with weights, 0 to ${weighted.length}, got ${count}`,
      );
    }
    return new Set('first' in selection ? weighted.slice(0, count) : weighted.slice(weighted.length - count));
  }
  if ('upTo' in selection) {
    const end = layers.lastIndexOf(stageLayers(layers, selection.upTo, who).at(-1) ?? layers[0]);
    return new Set(layers.slice(0, end + 1));
  }
  if ('from' in selection) return new Set(layers.slice(layers.indexOf(stageLayers(layers, selection.from, who)[0])));
  throw new ValueError(
    `${who}: layers are a name, a RegExp, { first }, { last }, { upTo }, { from }, a function or a list of these, got ${JSON.stringify(selection)}`,
  );
}

function isList(selection: LayerSelection): selection is readonly LayerSelection[] {
  return Array.isArray(selection);
}

function matching(layers: readonly Layer[], pattern: RegExp, who: string): Set<Layer> {
  // A copy without the flag `g`, which would make the test remember the last match.
  const test = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
  const found = layers.filter(({ name }) => test.test(name));
  if (found.length > 0) return new Set(found);
  throw new ValueError(
    `${who}: no layer's name matches ${pattern}; there are ${layers.map(({ name }) => name).join(', ')}`,
  );
}

function stageLayers(layers: readonly Layer[], name: string, who: string): Layer[] {
  const found = layers.filter((layer) => belongsTo(layer.name, name));
  if (found.length > 0) return found;
  throw unknownName(
    `${who}: layer or stage '${name}' is not known`,
    name,
    placeNames(layers.map((layer) => layer.name)),
  );
}

/** Names of layers, and of the stages that several of them make. */
export function placeNames(names: readonly string[]): string[] {
  const stages = names.flatMap((name) => {
    const parts = [...name.matchAll(/[._/]/g)].map(({ index }) => name.slice(0, index));
    return parts.filter((part) => part.length > 0 && names.filter((other) => belongsTo(other, part)).length > 1);
  });
  return [...new Set([...stages, ...names])];
}
