import { ValueError } from '@striate/tensor';
import { type FileStore, fileStore } from '../../saving/fileStore';
import type { Callback } from '../Callback';
import { readCheckpoint, writeCheckpoint } from '../checkpoint';

export interface BackupAndRestoreOptions {
  /** After each epoch (default), or after this many batches: then a training that was killed within an epoch goes on there. */
  saveFreq?: 'epoch' | number;
  /** Remove the file when the training is done. Default true. */
  deleteCheckpoint?: boolean;
}

/**
 * Writes down the whole training as it goes, and goes on from there if it was ended: weights, the optimizer's state and schedule,
 * the place in the epoch, the order of the data, random generators, the history and what other callbacks remember. The
 * resumed training ends with the same bits as one that was never interrupted.
 *
 * Call the same program again. `place` is a path in Node.js; in the browser a name in the origin's private file system, or
 * anything with `read`, `write` and `remove`.
 *
 * @throws {FormatError} from `fit`, if the file is of another model, optimizer or data; the model is then as it was.
 *
 * @example
 * await net.fit(x, y, { epochs: 50, callbacks: [backupAndRestore('backup.safetensors', { saveFreq: 200 })] });
 */
export function backupAndRestore(
  place: string | FileStore,
  { saveFreq = 'epoch', deleteCheckpoint = true }: BackupAndRestoreOptions = {},
): Callback {
  if (saveFreq !== 'epoch' && !(Number.isInteger(saveFreq) && saveFreq >= 1))
    throw new ValueError(`backupAndRestore: saveFreq must be 'epoch' or a whole number >= 1, got ${saveFreq}`);
  const store = typeof place === 'string' ? fileStore(place, 'backupAndRestore') : place;
  return {
    async resumeFrom({ model, callbacks, check }) {
      const bytes = await store.read();
      return bytes && readCheckpoint(bytes, model, callbacks, check);
    },
    async onPause(context) {
      const due = context.step === 0 || (saveFreq !== 'epoch' && context.step % saveFreq === 0);
      if (due) await store.write(await writeCheckpoint(await context.position(), context.model, context.callbacks));
    },
    async onClose(finished) {
      if (finished && deleteCheckpoint) await store.remove();
    },
  };
}
