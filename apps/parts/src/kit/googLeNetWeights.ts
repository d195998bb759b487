/** Where a site may keep GoogLeNet's weights, which are too large to come with the page. */
export function usualWeights(): string {
  const base = (import.meta as ImportMeta & { readonly env?: { readonly BASE_URL?: string } }).env?.BASE_URL ?? '/';
  return `${base.replace(/\/$/, '')}/weights/googlenet.safetensors`;
}

/** The weights at an address; undefined where there are none. */
export async function fetchWeights(url: string): Promise<ArrayBuffer | undefined> {
  const response = await fetch(url).catch(() => undefined);
  const isFile = response?.ok && !(response.headers.get('content-type') ?? '').startsWith('text/html');
  return isFile ? response.arrayBuffer() : undefined;
}
