import type { Origin, Part } from './Store';

/** What `transfer` is told. */
export interface TransferOptions {
  readonly url: string;
  /** The size the file must have, where it is known. */
  readonly bytes?: number;
  /** Where it is not known: never more than this. */
  readonly maxBytes: number;
  /** Give up after so many milliseconds without a byte. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
  /** Whether a web page, which is what many a server sends in place of a file, is refused. */
  readonly refusePages?: boolean;
  onBytes(received: number, total?: number): void;
}

/** Why this address will not give the file however often it is asked. */
export class Refusal extends Error {}

/**
 * Fetches what is missing of a file from one address, in one connection. What arrived stays in `part`; the next call goes on there.
 *
 * @throws {Refusal} if another try is pointless, any other error if it may help.
 */
export async function transfer(part: Part, options: TransferOptions): Promise<void> {
  const { url, bytes, maxBytes, timeout, signal } = options;
  if (bytes !== undefined && part.size > bytes) await part.restart();
  if (bytes !== undefined && part.size === bytes && bytes > 0) return;
  const stall = new AbortController();
  const stalled = () => stall.abort(new Error(`no byte for ${timeout / 1000} seconds`));
  let timer = setTimeout(stalled, timeout);
  const stop = signal ? AbortSignal.any([signal, stall.signal]) : stall.signal;
  try {
    const response = await fetch(url, { headers: headersFor(part, url), signal: stop, referrerPolicy: 'no-referrer' });
    const total = await begin(response, part, options);
    const limit = bytes ?? Math.min(total ?? maxBytes, maxBytes);
    options.onBytes(part.size, bytes ?? total);
    for (const reader = response.body?.getReader(); reader; ) {
      const { done, value } = await reader.read();
      if (done) break;
      clearTimeout(timer);
      timer = setTimeout(stalled, timeout);
      if (part.size + value.length > limit) {
        await reader.cancel().catch(() => {});
        await part.restart();
        throw new Refusal(`the server sends more than ${limit} bytes`);
      }
      await part.append(value);
      options.onBytes(part.size, bytes ?? total);
    }
    const expected = bytes ?? total;
    if (expected !== undefined && part.size < expected) {
      throw new Error(`the connection closed after ${part.size} of ${expected} bytes`);
    }
  } catch (error) {
    throw stall.signal.aborted ? stall.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

function headersFor({ size, origin }: Part, url: string): Record<string, string> {
  // The bytes of the file itself: a checksum is of those, and a range counts in them. Browsers set their own.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (size === 0) return headers;
  headers.range = `bytes=${size}-`;
  // Only the server that named the version knows it. Between mirrors the checksum decides.
  if (origin?.url === url && origin.validator) headers['if-range'] = origin.validator;
  return headers;
}

/** Looks at the answer's head, brings `part` to where the body begins, and gives the size of the whole file, if it is stated. */
async function begin(response: Response, part: Part, options: TransferOptions): Promise<number | undefined> {
  const { url, bytes } = options;
  const refuse = async (error: Error): Promise<never> => {
    await response.body?.cancel().catch(() => {});
    throw error;
  };
  const { status, headers } = response;
  if (status === 416) {
    await part.restart();
    return refuse(new Error('416: the server has nothing after what was received before'));
  }
  if (!response.ok) {
    const message = `${status} ${response.statusText}`.trim();
    const passing = status === 408 || status === 429 || status >= 500;
    return refuse(passing ? new Error(message) : new Refusal(message));
  }
  if (options.refusePages && headers.get('content-type')?.startsWith('text/html')) {
    return refuse(new Refusal('a web page is there'));
  }
  let total: number | undefined;
  if (status === 206) {
    const [, from, size] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
    const { size: had } = part;
    if (Number(from) !== had) {
      await part.restart();
      return refuse(new Error(`asked for the bytes from ${had}, got content-range '${headers.get('content-range')}'`));
    }
    total = size === '*' ? undefined : Number(size);
  } else {
    // The whole file: the server knows no ranges, or has another version by now.
    await part.restart(originOf(response, url));
    const length = headers.get('content-length');
    // Of a body that is unpacked on its way the length says nothing.
    total = length === null || headers.get('content-encoding') ? undefined : Number(length);
  }
  if (bytes !== undefined && total !== undefined && total !== bytes) {
    await part.restart();
    return refuse(new Refusal(`the server has ${total} bytes, expected ${bytes}`));
  }
  if (total !== undefined && total > options.maxBytes) {
    return refuse(new Refusal(`the server has ${total} bytes, more than maxBytes: ${options.maxBytes}`));
  }
  return total;
}

function originOf({ headers }: Response, url: string): Origin {
  const tag = headers.get('etag');
  // A weak tag does not promise the same bytes.
  return { url, validator: (tag?.startsWith('W/') ? undefined : tag) ?? headers.get('last-modified') ?? undefined };
}
