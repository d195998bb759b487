// The contents of the package.
export {};
