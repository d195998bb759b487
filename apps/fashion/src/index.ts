// `pnpm demo:fashion`: lecture 5's dense network and CNN on Fashion-MNIST, and what augmentation does for 2,000 images.
import { runCommand } from '@striate/kit';
import { runFashion } from './fashion';
import { readOptions, usage } from './options';

await runCommand(usage, readOptions, runFashion);
