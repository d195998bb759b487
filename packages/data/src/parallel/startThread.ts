import { pack } from './pack';
import { type Reply, type Request, serve } from './serve';

export interface Thread {
  post(request: Request, moved?: ArrayBuffer[]): void;
  /** Whether a process waits for the thread. */
  hold(held: boolean): void;
  end(): void;
}

/** What a thread runs. */
interface Program {
  readonly load: string;
  readonly imports: boolean;
}

/** What a thread tells: its replies, and that it is no more, or never was. */
export interface Told {
  reply(reply: Reply): void;
  lost(reason: unknown): void;
}

/**
 * Starts a worker that calls what `load`, the text of an expression, promises.
 *
 * The text is part of the worker's program rather than evaluated by it, which would want more of a content-security policy.
 *
 * @throws what the platform throws where it has no workers or refuses one at once.
 */
export function startThread(task: Program, told: Told): Thread {
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
  return node ? startInNode(node, task, told) : startInBrowser(task, told);
}

/** `__name` is what some compilers wrap functions in. */
const program = (load: string, port: string) =>
  `const __name = (fn) => fn;\n(${serve})(${pack}, () => ${load}, ${port});`;

function startInNode(node: typeof import('node:worker_threads'), task: Program, { reply, lost }: Told): Thread {
  const port =
    '{ post: (m, moved) => parentPort.postMessage(m, moved), listen: (hear) => parentPort.on("message", hear) }';
  const source = `const { parentPort } = require('node:worker_threads');\n${program(task.load, port)}`;
  const worker = new node.Worker(source, { eval: true, execArgv: task.imports ? undefined : [] });
  worker.on('message', reply);
  worker.once('error', lost);
  worker.once('exit', (code) => lost(`it exited with code ${code}`));
  worker.unref();
  return {
    post: (request, moved) => worker.postMessage(request, moved),
    hold: (held) => (held ? worker.ref() : worker.unref()),
    end: () => void worker.terminate(),
  };
}

function startInBrowser({ load }: Program, { reply, lost }: Told): Thread {
  const port =
    '{ post: (m, moved) => postMessage(m, moved), listen: (hear) => { onmessage = ({ data }) => hear(data); } }';
  const url = URL.createObjectURL(new Blob([program(load, port)], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onmessage = ({ data }) => reply(data);
  // A content-security policy without `worker-src blob:` shows here, where it is no exception.
  worker.onerror = (event) => lost(event.message || 'the worker was not loaded');
  return {
    post: (request, moved = []) => worker.postMessage(request, moved),
    hold: () => {},
    end: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
