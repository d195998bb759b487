// The contents of the package: one architecture a file.

export { type Lenet5Options, lenet5 } from './lenet5';
