import type { pack } from './pack';

/** The first message to a worker is the context of its function, every other one a call. */
export type Request = { readonly context: object } | Call;

export interface Call {
  readonly id: number;
  readonly element: unknown;
  readonly index: number;
}

/** A worker says when it has started; then it answers calls. */
export type Reply = { readonly ready: true } | { readonly id: number; readonly result: unknown } | Failure;

export interface Failure {
  readonly id: number;
  readonly error: { readonly name: string; readonly message: string; readonly stack?: string };
  /** Whether the function itself could not be had. */
  readonly loading: boolean;
}

/** What a worker reaches the thread that started it by. */
export interface Port {
  post(reply: Reply, moved?: ArrayBuffer[]): void;
  listen(hear: (request: Request) => void): void;
}

type Loaded = (element: unknown, index: number, context: object) => unknown;

/** What a worker thread runs, from its text: everything in it must stand alone, as in `pack`. */
export function serve(packing: typeof pack, load: () => Loaded | Promise<Loaded>, port: Port): void {
  let context: object = {};
  let fn: Loaded | undefined;
  const worker = {
    async answer({ id, element, index }: Call) {
      try {
        fn ??= await load();
      } catch (error) {
        return worker.fail(id, error, true);
      }
      try {
        const { value, moved } = packing(await fn(element, index, context));
        port.post({ id, result: value }, moved);
      } catch (error) {
        worker.fail(id, error, false);
      }
    },
    fail(id: number, thrown: unknown, loading: boolean) {
      const { name, message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
      port.post({ id, error: { name, message, stack }, loading });
    },
  };
  port.listen((request) => {
    if ('context' in request) context = request.context;
    else worker.answer(request);
  });
  port.post({ ready: true });
}
