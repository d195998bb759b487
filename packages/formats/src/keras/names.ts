import type { Layer } from '@striate/layers';

/** The name of a layer's class in a configuration. */
export function classNameOf(layer: Layer): string {
  const made = layer.constructor as { readonly className?: string; readonly name: string };
  return (Object.hasOwn(made, 'className') && made.className) || made.name;
}

/** `MaxPooling2D` → `max_pooling2d`, as Keras makes names of classes. */
export function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
