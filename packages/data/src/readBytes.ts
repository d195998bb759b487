/** The bytes of a file or a URL, or `undefined` where there is no such thing. */
export async function readBytes(place: string | URL): Promise<Uint8Array | undefined> {
  const remote = /^(https?|data|blob):/.test(String(place));
  // Asked for at run time, so that bundles for the browser see no import of a Node module.
  const fs = remote ? undefined : globalThis.process?.getBuiltinModule?.('node:fs');
  return fs ? readFile(fs, place) : download(place);
}

async function readFile(fs: typeof import('node:fs'), place: string | URL): Promise<Uint8Array | undefined> {
  const path = typeof place === 'string' && place.startsWith('file:') ? new URL(place) : place;
  try {
    return await fs.promises.readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function download(place: string | URL): Promise<Uint8Array | undefined> {
  const response = await fetch(place);
  // A development server answers a missing path with its own page rather than 404.
  const page = response.headers.get('content-type')?.startsWith('text/html');
  if (response.status === 404 || page) return undefined;
  if (!response.ok) throw new Error(`${place}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}
