import { existsSync } from 'node:fs';
import { join } from 'node:path';

// Pages are bundled before they run, so their own address says nothing: a build runs in apps/docs, a test in the root.
const root = [process.cwd(), join(process.cwd(), '../..')].find((folder) =>
  existsSync(join(folder, 'packages/tensor')),
);

/** The folder of the packages' sources. */
export const packagesFolder = join(root ?? '', 'packages');
