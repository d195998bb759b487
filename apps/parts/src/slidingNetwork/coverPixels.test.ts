import { expect, test } from 'vitest';
import { defaultSeed, width } from './field';
import { openReader } from './openReader';

// What is shown before the library is loaded. `vitest -u` writes the file again.
test('the row before play is that of the default seed, in 16 greys', async () => {
  const { pixels } = (await openReader()).row(defaultSeed);
  const hex = Array.from(pixels, (value) => Math.round(value * 15).toString(16)).join('');
  const lines = hex.replaceAll('0', '.').match(new RegExp(`.{${width}}`, 'g')) ?? [];
  const text = `// Written by the test coverPixels.test.ts: vitest run --project node apps/parts/src/slidingNetwork -u
// Five digits of MNIST (CC BY-SA 3.0), a hexadecimal digit a pixel.
export const coverPixels = \`
${lines.join('\n')}
\`;
`;
  await expect(text).toMatchFileSnapshot('./coverPixels.generated.ts');
});
