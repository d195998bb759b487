import { expect, it } from 'vitest';

it('runs browser tests in a page that may share memory between threads', () => {
  expect(crossOriginIsolated).toBe(true);
  expect(new SharedArrayBuffer(8).byteLength).toBe(8);
});
