/**
 * Root of the classes whose instances are functions, as Keras' layers are: `dense(x)`.
 *
 * The constructor hands out an arrow function with the class's prototype, so that no code is built from strings and a
 * strict content-security policy is no trouble. Fields of subclasses land on that function.
 */
export abstract class Callable {
  constructor() {
    const self = (...args: unknown[]): unknown => (self as unknown as Callable).invoke(...args);
    Object.setPrototypeOf(self, new.target.prototype);
    // A function's own name and length are read-only; a layer's are fields like any other.
    Object.defineProperty(self, 'name', { value: '', writable: true, configurable: true });
    Reflect.deleteProperty(self, 'length');
    // biome-ignore lint/correctness/noConstructorReturn: the function is the instance
    return self as unknown as this;
  }

  /** What a call of the instance does. */
  protected abstract invoke(...args: unknown[]): unknown;
}
