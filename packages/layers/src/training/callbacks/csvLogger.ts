import { StriateError } from '@striate/tensor';
import { appendFile, readFile, writeFile } from '../../saving/files';
import type { Callback } from '../Callback';
import type { Logs } from '../Statistics';

export interface CSVLoggerOptions {
  /** Default `,`. */
  separator?: string;
  /** Go on below what the file has already. Default false. */
  append?: boolean;
}

/**
 * Writes the values of each epoch as a line of a CSV file (Node.js).
 *
 * @example
 * csvLogger('training.csv'); // epoch,accuracy,loss,…
 */
export function csvLogger(path: string, { separator = ',', append = false }: CSVLoggerOptions = {}): Callback {
  let columns: readonly string[] | undefined;
  let resumed = false;
  let goesOn = append;
  let last = -1;
  const row = (cells: readonly (string | number)[]) => `${cells.join(separator)}\n`;
  const header = (names: readonly string[]) => row(['epoch', ...names]);
  const begin = async (logs: Logs): Promise<readonly string[]> => {
    const names = Object.keys(logs).sort();
    if (goesOn) {
      const text = await readFile(path, 'csvLogger').then(
        (bytes) => new TextDecoder().decode(bytes),
        () => '',
      );
      if (text !== '') {
        const found = text.slice(0, text.indexOf('\n')).split(separator).slice(1);
        if (`${found}` === `${names}`) return names;
        throw new StriateError(
          `csvLogger: '${path}' has columns ${found.join(', ')}, the logs have ${names.join(', ')}`,
        );
      }
    }
    await writeFile(path, new TextEncoder().encode(header(names)), 'csvLogger');
    return names;
  };
  return {
    onTrainBegin() {
      columns = undefined;
      // Later a training that has lost its device comes back in the middle, and that is no file of another run.
      goesOn = append || resumed;
      last = -1;
    },
    async onEpochEnd(epoch, logs) {
      if (epoch <= last) return;
      columns ??= await begin(logs);
      await appendFile(path, row([epoch, ...columns.map((name) => logs[name] ?? 'NA')]), 'csvLogger');
      last = epoch;
    },
    onClose() {
      resumed = false;
    },
    getState: () => ({ values: null }),
    setState() {
      resumed = true;
    },
  };
}
