import type { Layer } from './Layer';

/** The name of an instance's class as Keras prints it. Classes that a bundler may rename say it themselves. */
export function classNameOf(instance: object): string {
  const made = instance.constructor as { className?: string; name: string };
  return (Object.hasOwn(made, 'className') && made.className) || made.name;
}

/** `MaxPooling2D` → `max_pooling2d`, as Keras names its layers. */
export function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** `MaxPooling2D` → `maxPooling2d`, `PReLU` → `prelu`: the function that makes the layer, as messages name it. */
export function factoryName(className: string): string {
  const word = className.replace(/P?ReLU|^ELU/, (name) => name[0] + name.slice(1).toLowerCase());
  return (word[0].toLowerCase() + word.slice(1)).replace(/(\d)D(?=$|T)/, '$1d');
}

/** Gives layers without a name of their own one that no other layer beside them has: `conv2d`, `conv2d_1`, … */
export function nameSiblings(layers: readonly Layer[]): readonly Layer[] {
  const taken = new Set<string>();
  for (const layer of layers) if (!layer.autoNamed) taken.add(layer.name);
  const given = new Set<Layer>();
  for (const layer of layers) {
    if (!layer.autoNamed || given.has(layer)) continue;
    given.add(layer);
    const base = snakeCase(classNameOf(layer));
    let name = base;
    for (let i = 1; taken.has(name); i++) name = `${base}_${i}`;
    taken.add(name);
    layer.rename(name);
  }
  return layers;
}
