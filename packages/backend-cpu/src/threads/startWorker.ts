import type { Assignment } from './worker';
import { workerSource } from './worker.generated';

/** Starts a worker thread; rejects nothing: `failed` is told why it could not start. It never keeps a process alive. */
export function startWorker(assignment: Assignment, failed: (reason: unknown) => void): void {
  try {
    const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
    if (node) {
      const source = `${workerSource}\nserve(require('node:worker_threads').workerData);`;
      const worker = new node.Worker(source, { eval: true, workerData: assignment, execArgv: [] });
      worker.once('error', failed);
      worker.unref();
      return;
    }
    const source = `${workerSource}\nonmessage = ({ data }) => serve(data);`;
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const worker = new Worker(url);
    // A content-security policy without `worker-src blob:` shows here, or as an exception above.
    worker.onerror = (event) => failed(event.message || 'the worker was not loaded');
    worker.postMessage(assignment);
  } catch (error) {
    failed(error);
  }
}

/** How many threads run at once on this machine. */
export function availableParallelism(): number {
  const os = globalThis.process?.getBuiltinModule?.('node:os');
  return os?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}

/** Whether threads can share memory here: in a page, only if it is cross-origin isolated. */
export function canShareMemory(): boolean {
  const workers = typeof Worker !== 'undefined' || globalThis.process?.getBuiltinModule !== undefined;
  return workers && typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated !== false;
}
