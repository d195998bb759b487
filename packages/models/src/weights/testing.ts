// A server on localhost with files, for tests of downloads.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FileServer extends AsyncDisposable {
  /** What `mirror` is given. */
  readonly url: string;
  /** Method, path and range of every request. */
  readonly requests: string[];
}

/** How a server answers, besides as it should. */
export interface FileServerOptions {
  /** Breaks the first connections after so many bytes, one a number. */
  readonly dropAfter?: number[];
  /** Answers with a redirect to this server. */
  readonly redirectTo?: FileServer;
}

export async function fileServer(
  files: Readonly<Record<string, Uint8Array>>,
  { dropAfter = [], redirectTo }: FileServerOptions = {},
): Promise<FileServer> {
  const requests: string[] = [];
  const drops = [...dropAfter];
  const answer: RequestListener = ({ method, url = '', headers }, response) => {
    requests.push([method, url, ...(headers.range ? [headers.range] : [])].join(' '));
    response.on('error', () => {});
    if (redirectTo) return void response.writeHead(302, { location: redirectTo.url + url }).end();
    const file = Object.hasOwn(files, url.slice(1)) ? files[url.slice(1)] : undefined;
    if (!file) return void response.writeHead(404).end();
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
    const part = file.subarray(from);
    const range = { 'content-range': `bytes ${from}-${file.length - 1}/${file.length}` };
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': part.length,
      etag: '"1"',
      ...(from > 0 ? range : {}),
    });
    const drop = drops.shift();
    if (drop === undefined) response.end(part);
    else response.write(part.subarray(0, drop), () => setTimeout(() => response.destroy(), 100));
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
