import type { Layer } from '@striate/layers';

/** The names of a layer's class and of those it extends, the nearest first. By name, so that none of them is in the bundle for it. */
export function classNamesOf(layer: Layer): string[] {
  const names: string[] = [];
  for (let proto: object | null = Object.getPrototypeOf(layer); proto; proto = Object.getPrototypeOf(proto)) {
    const made = proto.constructor as { className?: string };
    if (Object.hasOwn(made, 'className') && made.className) names.push(made.className);
  }
  return names;
}

/** Whether a layer is of one of these classes, or of one that extends it. */
export function isOf(layer: Layer, ...names: readonly string[]): boolean {
  return classNamesOf(layer).some((name) => names.includes(name));
}
