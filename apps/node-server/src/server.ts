import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Classification, classify, decodeImage, FormatError, resNetCifar } from 'striate';
import { Batcher, BusyError } from './Batcher';
import { HttpError } from './HttpError';
import type { ServerOptions } from './options';

/** What `GET /metrics` says. */
interface Metrics {
  requests: number;
  pictures: number;
  batches: number;
  largestBatch: number;
  refused: number;
}

type Limits = Omit<ServerOptions, 'port' | 'host'>;
type Decoded = Awaited<ReturnType<typeof decodeImage>>;

/** A server that answers `POST /classify`; it does not listen yet. The network is opened, and has run once. */
export async function classifierServer(limits: Limits): Promise<Server> {
  const net = await resNetCifar(20, { weights: 'cifar10' });
  await classify(net, { data: new Uint8Array(32 * 32 * 3), shape: [32, 32, 3] });
  const metrics: Metrics = { requests: 0, pictures: 0, batches: 0, largestBatch: 0, refused: 0 };
  const batcher = new Batcher<Decoded, Classification[]>(async (pictures) => {
    metrics.batches++;
    metrics.pictures += pictures.length;
    metrics.largestBatch = Math.max(metrics.largestBatch, pictures.length);
    return classify(net, pictures, { topK: 10 });
  }, limits);

  const routes: Record<string, (request: IncomingMessage, url: URL) => Promise<unknown>> = {
    'GET /health': async () => ({ status: 'ok' }),
    'GET /metrics': async () => ({ ...metrics, waiting: batcher.waiting }),
    'POST /classify': async (request, url) => {
      const top = Number(url.searchParams.get('top') ?? 5);
      if (!(Number.isInteger(top) && top >= 1 && top <= 10))
        throw new HttpError(400, `top is a whole number from 1 to 10, got '${url.searchParams.get('top')}'`);
      const classes = await batcher.submit(await readPicture(request, limits));
      return { classes: classes.slice(0, top) };
    },
  };

  return createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, async (request, response) => {
    metrics.requests++;
    try {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const route = routes[`${request.method} ${url.pathname}`];
      if (!route) throw notFound(url.pathname, Object.keys(routes));
      answer(response, 200, await route(request, url));
    } catch (error) {
      metrics.refused++;
      const { status, message, headers } = httpError(error);
      // What is left of an upload nobody will read is not worth waiting for.
      answer(response, status, { error: message }, request.complete ? headers : { ...headers, Connection: 'close' });
    }
  });
}

function notFound(path: string, routes: readonly string[]): HttpError {
  const allowed = routes.filter((route) => route.endsWith(` ${path}`)).map((route) => route.split(' ')[0]);
  if (allowed.length === 0) return new HttpError(404, `${path} is not here; there are ${routes.join(', ')}`);
  return new HttpError(405, `${path} answers ${allowed.join(', ')}`, { Allow: allowed.join(', ') });
}

/** What an error means to the one who asked. */
function httpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof BusyError) return new HttpError(503, error.message, { 'Retry-After': '1' });
  if (error instanceof FormatError) return new HttpError(400, error.message);
  console.error(error);
  return new HttpError(500, 'something went wrong here; the log says what');
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(`${JSON.stringify(body)}\n`);
}

/** The pixels of the file in a request's body. What would be too large unpacked is not unpacked. */
async function readPicture(request: IncomingMessage, { maxBytes, maxPixels }: Limits): Promise<Decoded> {
  const type = request.headers['content-type'] ?? 'nothing';
  if (!/^(image\/(png|jpeg|webp)|application\/octet-stream)\b/.test(type))
    throw new HttpError(415, `a picture is image/png, image/jpeg or image/webp, got ${type}`);
  const bytes = await readBody(request, maxBytes);
  return decodeImage(bytes, { channels: 3, maxPixels });
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = (bytes: number) =>
    new HttpError(413, `a file has at most ${maxBytes} bytes, this one ${bytes} or more`);
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes) throw tooLarge(announced);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBytes) throw tooLarge(length);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
