import '../onCpu';
import * as striate from 'striate';
import { compile, lineOf } from './compile';
import { print } from './print';

/** What a run tells: lines as they are printed, then that it is over. */
export type RunMessage =
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string; readonly line: number | undefined }
  | { readonly kind: 'done'; readonly milliseconds: number };

const tell = (message: RunMessage) => postMessage(message);
const log = (...values: unknown[]) => tell({ kind: 'log', text: print(values) });

addEventListener('message', async ({ data: source }: MessageEvent<string>) => {
  const begun = performance.now();
  try {
    await compile(source)(striate, { log, info: log, warn: log, error: log, table: log });
  } catch (error) {
    tell({ kind: 'error', text: String(error), line: lineOf(error) });
  }
  tell({ kind: 'done', milliseconds: performance.now() - begun });
});
