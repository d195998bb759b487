import { StriateError, ValueError } from '@striate/tensor';
import type { Task } from './Workers';

/** A function by name, in a module that worker threads import themselves. */
export interface MapModule {
  /** `new URL('./decode.js', import.meta.url)`: a file, or an address a page may import. */
  readonly module: URL | string;
  /** Its export. Default: `default`. */
  readonly name?: string;
}

type AnyFunction = (element: unknown, index: number, context: { readonly epoch: number }) => unknown;

/** What worker threads are told about a function, once for each pass; `shipped` if there will be any. */
export function taskOf(fn: AnyFunction | MapModule, context: object, shipped: boolean): (epoch: number) => Task {
  if (shipped) checkCloneable(context);
  const withEpoch = (epoch: number) => ({ ...context, epoch });
  if (typeof fn === 'function') {
    const load = shipped ? textOf(fn) : '';
    return (epoch) => {
      const given = withEpoch(epoch);
      const here: Task['here'] = (element, index) => fn(element, index, given);
      return { load, imports: false, name: 'the function', context: given, here };
    };
  }
  const { name = 'default' } = fn;
  const href = absolute(fn.module);
  const load = `import(${JSON.stringify(href)}).then((module) => (${exported})(module, ${JSON.stringify(name)}))`;
  const described = `${name} of ${href}`;
  return (epoch) => {
    const given = withEpoch(epoch);
    return {
      load,
      imports: true,
      name: described,
      context: given,
      here: async (element, index) => {
        const fn = await import(/* @vite-ignore */ /* webpackIgnore: true */ href).then(
          (module) => exported(module, name),
          (cause) => {
            throw new StriateError(`${described} could not be loaded: ${cause}`, { cause });
          },
        );
        return fn(element, index, given);
      },
    };
  };
}

/** An export of a module that must be a function. Runs in worker threads, too, from its text. */
function exported(module: Record<string, unknown>, name: string): AnyFunction {
  const value = module[name];
  if (typeof value === 'function') return value as AnyFunction;
  throw new TypeError(
    `the module has no function '${name}'; its exports are ${Object.keys(module).join(', ') || 'none'}`,
  );
}

/** The text of a function as an expression. */
function textOf(fn: AnyFunction): string {
  const text = String(fn);
  if (/\{\s*\[native code\]\s*\}$/.test(text)) {
    throw new ValueError(
      `map: ${fn.name || 'the function'} has no text that could be sent to worker threads (it is bound or built in); write (x) => …`,
    );
  }
  const isExpression = /^(async\s*)?(function\b|\(|[\w$]+\s*=>)/.test(text);
  // A method's text is an expression only within an object.
  return isExpression ? `(${text})` : `Object.values({ ${text} })[0]`;
}

function checkCloneable(context: object): void {
  try {
    structuredClone(context);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ValueError(`map: the context cannot be copied to worker threads: ${reason}`, { cause });
  }
}

function absolute(module: URL | string): string {
  try {
    return new URL(module).href;
  } catch {
    throw new ValueError(`map: module '${module}' is not an absolute URL; write new URL('${module}', import.meta.url)`);
  }
}
