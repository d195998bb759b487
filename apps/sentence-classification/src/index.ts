// A convolutional network learns the tone of sentences (Kim 2014): `pnpm --filter @striate/app-sentence-classification start`.
import { runCommand } from '@striate/kit';
import { classifySentences } from './classifySentences';
import { readOptions, usage } from './options';

await runCommand(usage, readOptions, classifySentences);
