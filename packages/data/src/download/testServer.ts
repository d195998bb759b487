import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server on localhost was asked, and how it answers. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  /** The `range` and `if-range` of every request, in order. */
  readonly requests: { range?: string; ifRange?: string }[];
  /** How it answers from now on. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
}

export async function testServer(answer: TestServer['answer']): Promise<TestServer> {
  const requests: TestServer['requests'] = [];
  const server = createServer((request, response) => {
    const { range, 'if-range': ifRange } = request.headers;
    requests.push({ range, ifRange: ifRange?.toString() });
    response.on('error', () => {});
    self.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: TestServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`,
    requests,
    answer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

/** A server as it should be, with ranges; with `dropAfter` it breaks each connection after so many bytes. */
export function serve(
  file: Uint8Array,
  { etag = '"v1"', dropAfter = Number.POSITIVE_INFINITY }: { etag?: string; dropAfter?: number } = {},
): TestServer['answer'] {
  return ({ headers }, response) => {
    const asked = /^bytes=(\d+)-$/.exec(headers.range ?? '');
    const valid = headers['if-range'] === undefined || headers['if-range'] === etag;
    const from = asked && valid ? Number(asked[1]) : 0;
    if (asked && valid && from >= file.length) {
      response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end();
      return;
    }
    const part = file.subarray(from);
    const head: Record<string, string | number> = { 'content-length': part.length, etag };
    if (asked && valid) head['content-range'] = `bytes ${from}-${file.length - 1}/${file.length}`;
    response.writeHead(asked && valid ? 206 : 200, head);
    if (part.length <= dropAfter) response.end(part);
    else response.write(part.subarray(0, dropAfter), () => setTimeout(() => response.destroy(), 100));
  };
}
