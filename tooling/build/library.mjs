import { defineConfig } from 'tsup';

/**
 * The build of one published package: ES modules for browsers and Node, with types (unless STRIATE_TYPES=0) and source maps, in `dist/`.
 * Plain JavaScript, because tsup loads it through Node and Node 20 runs no TypeScript.
 */
export function library(options = {}) {
  return defineConfig({
    entry: ['src/index.ts'],
    format: ['esm'],
    target: 'es2022',
    platform: 'neutral',
    // They take most of a build's time: the tests, which run what is built, do without.
    // tsup's declaration bundler still sets options TypeScript 6 deprecates.
    dts: process.env.STRIATE_TYPES !== '0' && { compilerOptions: { ignoreDeprecations: '6.0' } },
    sourcemap: true,
    clean: true,
    treeshake: true,
    ...options,
  });
}
