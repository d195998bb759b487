import { type Layer, Model } from '@striate/layers';

/**
 * Names for layers whose own Keras refuses: in its files a slash separates the parts of a path. The names they have are stored beside,
 * where Keras does not look, and come back.
 */
export function storedNames(model: Model): Map<string, string> {
  const taken = new Set<string>();
  const visit = (layer: Layer): void => {
    taken.add(layer.name);
    for (const inner of layer instanceof Model ? layer.layers : layer.subLayers) visit(inner);
  };
  visit(model);
  const names = new Map<string, string>();
  for (const name of [...taken].filter((each) => each.includes('/'))) {
    const plain = name.replaceAll('/', '_');
    let free = plain;
    for (let i = 1; taken.has(free); i++) free = `${plain}_${i}`;
    taken.add(free);
    names.set(name, free);
  }
  return names;
}

/** What is stored: the names as they are, by those in the file. */
export function namesBack(names: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...names].map(([name, stored]) => [stored, name]));
}
