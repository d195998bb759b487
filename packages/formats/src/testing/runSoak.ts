// `pnpm soak`: 100,000 damaged files over the readers of @striate/formats. `pnpm soak -- --files 5000 --seed 7 --only safetensors`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { cpu } from '@striate/backend-cpu';
import { setBackend } from '@striate/tensor';
import { hostileReaders } from './hostileReaders';
import { limits, SoakError, soak } from './soak';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    files: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});
const [count, seed] = [Number(values.files), Number(values.seed)];
await setBackend(cpu());
const readers = (await hostileReaders()).filter(({ name }) => name.includes(values.only));
if (readers.length === 0) throw new Error(`no reader's name has '${values.only}' in it`);

// A reader that hangs stops this thread: another one sees the number stand still.
const progress = new Int32Array(new SharedArrayBuffer(4));
const watch = `
  const { workerData: { progress, milliseconds } } = require('node:worker_threads');
  let [last, since] = [-1, Date.now()];
  setInterval(() => {
    if (progress[0] !== last) [last, since] = [progress[0], Date.now()];
    else if (Date.now() - since > milliseconds) {
      require('node:fs').writeSync(2, '\\nsoak: file ' + last + ' takes longer than ' + milliseconds + ' ms\\n');
      process.kill(process.pid, 'SIGKILL');
    }
  }, 1000);`;
const watcher = new Worker(watch, { eval: true, workerData: { progress, milliseconds: 3 * limits.milliseconds } });

const begin = performance.now();
let shown = 0;
try {
  const tallies = await soak(readers, count, seed, (reader, done) => {
    progress[0] = done;
    if (performance.now() - shown < 5000) return;
    shown = performance.now();
    console.error(`${done} of ${count} files: ${reader}`);
  });
  for (const { reader, read, refused, slowestMilliseconds } of tallies) {
    const slowest = `${slowestMilliseconds.toFixed(0)} ms the slowest`;
    console.log(
      `${reader.padEnd(44)} ${String(read).padStart(7)} read ${String(refused).padStart(7)} refused  ${slowest}`,
    );
  }
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${count} files, seed ${seed}: ${Math.round((performance.now() - begin) / 1000)} s, ${memory} MB at the most`,
  );
} catch (error) {
  if (!(error instanceof SoakError)) throw error;
  mkdirSync('out/soak', { recursive: true });
  writeFileSync('out/soak/file.bin', error.file);
  console.error(`${error.stack}\nseed ${seed}; the file is out/soak/file.bin`);
  process.exitCode = 1;
} finally {
  await watcher.terminate();
}
