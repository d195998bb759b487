import { checkOptions, withDefaults } from './options';

/**
 * The options of a factory, defaults filled in.
 * @throws {ValueError} for an option that has no default here, so is none.
 */
export function settings<T extends object>(who: string, options: Partial<NoInfer<T>>, defaults: T): T {
  checkOptions(options, Object.keys(defaults), who);
  return withDefaults(options, defaults) as T;
}
