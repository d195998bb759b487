// HTTP inference with batching and limits: `pnpm --filter @striate/app-node-server start`.
import type { AddressInfo } from 'node:net';
import { readOptions, usage } from './options';
import { classifierServer } from './server';

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') console.log(usage);
  else {
    const server = await classifierServer(options);
    server.listen(options.port, options.host, () => {
      const { address, port } = server.address() as AddressInfo;
      console.log(`Listening on http://${address}:${port}: POST /classify, GET /health, GET /metrics. Ctrl+C ends.`);
    });
    server.on('error', (error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
    // What was asked is answered before the end.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close());
  }
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exitCode = 2;
}
