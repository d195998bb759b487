/** One value for both axes, or one for each. */
export function pairOf<T = number>(value: T | readonly [T, T]): readonly [T, T] {
  return Array.isArray(value) ? (value as unknown as readonly [T, T]) : [value as T, value as T];
}
