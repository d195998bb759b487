// One face for workers of Node.js and of the browser, and for either side of one.

/** A worker as its maker has it: a Web Worker, or one of `node:worker_threads`. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  terminate?(): unknown;
}

/** Sends and receives. */
export interface Port {
  send(message: unknown, transfer?: ArrayBuffer[]): void;
  /** Calls `hear` with each message, and `fail` if the other side breaks; gives what ends that. */
  listen(hear: (message: unknown) => void, fail: (error: unknown) => void): () => void;
}

interface NodeEmitter extends WorkerLike {
  on(event: string, hear: (value: unknown) => void): this;
  off(event: string, hear: (value: unknown) => void): this;
}

/** The other end of a worker. */
export function portOf(worker: WorkerLike): Port {
  const send: Port['send'] = (message, transfer = []) => worker.postMessage(message, transfer);
  if (isNode(worker)) {
    return {
      send,
      listen(hear, fail) {
        const exit = (code: unknown) => fail(new Error(`the worker ended with code ${code}`));
        worker.on('message', hear).on('error', fail).on('exit', exit);
        return () => void worker.off('message', hear).off('error', fail).off('exit', exit);
      },
    };
  }
  const events = worker as unknown as EventTarget & { start?(): void };
  return {
    send,
    listen(hear, fail) {
      const onMessage = (event: Event) => hear((event as MessageEvent).data);
      const onError = (event: Event) =>
        fail(new Error((event as ErrorEvent).message || 'the worker could not be loaded'));
      events.addEventListener('message', onMessage);
      events.addEventListener('error', onError);
      events.start?.();
      return () => {
        events.removeEventListener('message', onMessage);
        events.removeEventListener('error', onError);
      };
    },
  };
}

function isNode(worker: WorkerLike): worker is NodeEmitter {
  return 'on' in worker && typeof worker.on === 'function';
}

/** In a worker, the end that leads to its maker. */
export function parentPort(): Port {
  const scope = globalThis as { process?: { getBuiltinModule?(name: string): { parentPort?: WorkerLike } } };
  const node = scope.process?.getBuiltinModule?.('node:worker_threads')?.parentPort;
  return portOf(node ?? (globalThis as unknown as WorkerLike));
}
