import type { WeightsSource } from '@striate/layers';
import { FormatError } from '@striate/tensor';
import { bytesOf } from './bytesOf';

/** Bytes that are read a part at a time. */
export interface Ranges {
  readonly size: number;
  /** A copy of the bytes from `begin` to `end`, which lie within the size. */
  read(begin: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Of a file in Node.js and of a Blob only what is asked for is read; what lies behind a URL comes as a whole. */
export async function rangesOf(source: WeightsSource, who: string): Promise<Ranges> {
  if (source instanceof Blob) {
    return {
      size: source.size,
      read: async (begin, end) => new Uint8Array(await source.slice(begin, end).arrayBuffer()),
    };
  }
  return (await fileRanges(source, who)) ?? wholeRanges(await bytesOf(source, who));
}

function wholeRanges(bytes: Uint8Array): Ranges {
  // The constructor copies; the slice of a Buffer would not.
  return { size: bytes.length, read: async (begin, end) => new Uint8Array(bytes.subarray(begin, end)) };
}

async function fileRanges(source: WeightsSource, who: string): Promise<Ranges | undefined> {
  if (typeof source !== 'string' && !(source instanceof URL)) return;
  if (/^(https?|data|blob):/.test(String(source))) return;
  // Asked for at run time, so that bundles for the browser see no import of a Node module.
  const fs = globalThis.process?.getBuiltinModule?.('node:fs')?.promises;
  if (!fs) return;
  const path = typeof source === 'string' && source.startsWith('file:') ? new URL(source) : source;
  const stat = await fs.stat(path).catch(() => undefined);
  if (!stat?.isFile()) return; // reading it as a whole says what is wrong
  return {
    size: stat.size,
    async read(begin, end) {
      // Opened for each part, so that nobody has to close it.
      const file = await fs.open(path);
      try {
        const bytes = new Uint8Array(end - begin);
        for (let at = 0; at < bytes.length; ) {
          const { bytesRead } = await file.read(bytes, at, bytes.length - at, begin + at);
          if (bytesRead === 0)
            throw new FormatError(`${who}: '${path}' had ${stat.size} bytes and now ends at ${begin + at}`);
          at += bytesRead;
        }
        return bytes;
      } finally {
        await file.close();
      }
    },
  };
}
