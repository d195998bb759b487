// `pnpm demo:transfer`: what a network has learned of other pictures, and how much that helps where there are few; writes a report.
import { runCommand } from '@striate/kit';
import { readOptions, usage } from './options';
import { runTransfer } from './transfer';

await runCommand(usage, readOptions, (options) => runTransfer(options));
