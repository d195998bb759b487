// The command line: `pnpm bench SUITE [--case NAME] [--peer NAME] [--threads N] [--json FILE]`.
import { register } from 'node:module';

// Before anything that is measured is imported.
register('./plainSources.mjs', import.meta.url);
const { main } = await import('./main');
process.exitCode = await main(process.argv.slice(2));
