import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { isTest, root, sourceFiles } from './sources';

/**
 * Op modules import each other in circles, as gradients are written in ops. That is sound as long as no module uses
 * another while it loads, which shows when each of them is the first to be loaded.
 */
describe('every op module can be the first to load', () => {
  const modules = sourceFiles('packages/tensor/src/ops').filter((path) => !isTest(path));
  it.each(modules)('%s', async (path) => {
    vi.resetModules();
    expect(await import(pathToFileURL(join(root, path)).href)).toBeDefined();
  });
});
