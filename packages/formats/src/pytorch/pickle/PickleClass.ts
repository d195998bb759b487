/**
 * What stands for a class or a function of Python in a pickle: a name, and a function of ours that makes inert data of the
 * arguments. The unpickler calls nothing else.
 */
export class PickleClass {
  readonly name: string;
  readonly make: (args: readonly unknown[]) => unknown;

  constructor(name: string, make: (args: readonly unknown[]) => unknown) {
    this.name = name;
    this.make = make;
  }
}

/** An object of Python that is of no interest here: its name is kept, its contents are not. */
export class InertObject {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}
