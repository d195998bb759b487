// What a visitor set is in the address, so that a link shows others the same: `?pooling.stride=2&pooling.seed=7`.

/** Reads the value a link gave, or nothing where it gave none or something unreadable. */
export function readAddress(part: string, key: string): unknown {
  const text = new URLSearchParams(location.search).get(`${part}.${key}`);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Writes values into the address, without a step in the visitor's history. What equals `initial` is left out. */
export function writeAddress(part: string, values: Readonly<Record<string, unknown>>, initial: typeof values): void {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(values)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const same = JSON.stringify(value) === JSON.stringify(initial[key]);
    if (same || text === undefined) url.searchParams.delete(`${part}.${key}`);
    else url.searchParams.set(`${part}.${key}`, text);
  }
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}

/** Whether a teacher's link hides a control: `?hide=seed,stride` or `?hide=pooling.stride`. */
export function isHidden(part: string, key: string): boolean {
  const hidden = (new URLSearchParams(location.search).get('hide') ?? '').split(',');
  return hidden.includes(key) || hidden.includes(`${part}.${key}`);
}
