import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of a data set among the data that several checkouts share, beside this one; `undefined` where it is not. */
export function besideCheckout(name: string): string | undefined {
  const folder = fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));
  return existsSync(folder) ? folder : undefined;
}
