import { fileURLToPath } from 'node:url';
import { type FreshScript, freshScript, runFresh } from '../fresh/freshScript';
import type { Setup, Subject, Suite } from '../suite';

const tfjsScript = fileURLToPath(new URL('../fresh/firstPredictionTfjs.mjs', import.meta.url));

/** A script in a fresh process, which prints how many milliseconds it took. */
function fresh({ run, dispose }: FreshScript): Subject {
  return {
    async sample() {
      const printed = await run();
      const ms = Number(printed);
      if (!(ms > 0)) throw new Error(`startup: the script printed '${printed}' and not its milliseconds`);
      return ms;
    },
    dispose,
  };
}

const ours: Setup = () => fresh(freshScript('firstPrediction.mjs', console.log));
const tfjs: Setup = () => fresh({ run: () => runFresh(['--no-warnings', tfjsScript]), dispose: () => {} });

export const startup: Suite = {
  name: 'startup',
  about: 'from the first import to the first prediction of LeNet-5, in a fresh process; 150 ms are our limit',
  cases: [{ name: 'lenet5', limitMs: 150, ours, peers: { 'tfjs-cpu': tfjs } }],
};
