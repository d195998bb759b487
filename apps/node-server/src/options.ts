import { parseArgs } from 'node:util';

/** What the command line can set. */
export interface ServerOptions {
  readonly port: number;
  readonly host: string;
  /** Pictures the network sees at once, at most. */
  readonly maxBatch: number;
  /** Milliseconds that a picture waits for company, at most. */
  readonly maxWait: number;
  /** Pictures that may wait; more are answered with 503. */
  readonly maxQueue: number;
  /** Bytes of a picture's file, at most. */
  readonly maxBytes: number;
  /** Pixels of a picture, at most: a small file can unpack to gigabytes. */
  readonly maxPixels: number;
}

export const defaults: ServerOptions = {
  port: 8080,
  host: '127.0.0.1',
  maxBatch: 16,
  maxWait: 5,
  maxQueue: 256,
  maxBytes: 10_000_000,
  maxPixels: 40_000_000,
};

export const usage = `Usage: pnpm --filter @striate/app-node-server start [options]

Answers POST /classify with what a picture shows: one of the ten classes of CIFAR-10, by a ResNet-20.

  --port <n>        (default ${defaults.port}; 0 takes a free one)
  --host <address>  (default ${defaults.host}: this machine only)
  --max-batch <n>   pictures the network sees at once (default ${defaults.maxBatch})
  --max-wait <ms>   how long a picture waits for company (default ${defaults.maxWait})
  --max-queue <n>   pictures that may wait; more get 503 (default ${defaults.maxQueue})
  --max-bytes <n>   largest file; a larger one gets 413 (default ${defaults.maxBytes})
  --max-pixels <n>  largest picture; a larger one gets 400 (default ${defaults.maxPixels})
  --help            show this

  curl --data-binary @cat.jpg -H 'Content-Type: image/jpeg' http://127.0.0.1:${defaults.port}/classify?top=3`;

/**
 * Reads the command line.
 *
 * @throws {TypeError} if a flag is unknown or its value is no whole number.
 */
export function readOptions(args: readonly string[]): ServerOptions | 'help' {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: text,
      host: text,
      'max-batch': text,
      'max-wait': text,
      'max-queue': text,
      'max-bytes': text,
      'max-pixels': text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const whole = (name: string, given: string | undefined, otherwise: number, least = 1) => {
    if (given === undefined) return otherwise;
    if (/^\d+$/.test(given) && Number(given) >= least) return Number(given);
    throw new TypeError(`--${name} takes a whole number >= ${least}, got '${given}'`);
  };
  return {
    port: whole('port', values.port, defaults.port, 0),
    host: values.host ?? defaults.host,
    maxBatch: whole('max-batch', values['max-batch'], defaults.maxBatch),
    maxWait: whole('max-wait', values['max-wait'], defaults.maxWait, 0),
    maxQueue: whole('max-queue', values['max-queue'], defaults.maxQueue),
    maxBytes: whole('max-bytes', values['max-bytes'], defaults.maxBytes),
    maxPixels: whole('max-pixels', values['max-pixels'], defaults.maxPixels),
  };
}
