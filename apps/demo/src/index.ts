// `npm run demo`: trains LeNet-5 on handwritten digits, tests it and writes a report.
import { runCommand } from '@striate/kit';
import { runDemo } from './demo';
import { readOptions, usage } from './options';

await runCommand(usage, readOptions, runDemo);
