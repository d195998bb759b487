// `pnpm train:zoo NAME`: trains one of the small networks whose weights @striate/models carries, and writes these as modules.
import { runCommand } from '@striate/kit';
import { readOptions, usage } from './options';
import { trainZoo } from './trainZoo';

await runCommand(usage, readOptions, trainZoo);
