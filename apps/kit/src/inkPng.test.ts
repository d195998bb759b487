import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inkPng } from './inkPng';

test('is a PNG whose alpha is the ink', () => {
  const [type, base64] = inkPng([0, 1, 0.5, 2], 2, 2).split(',');
  expect(type).toBe('data:image/png;base64');
  const bytes = Buffer.from(base64, 'base64');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.readUInt32BE(16)).toBe(2);
  // Checksum of the empty last chunk, as every PNG has it.
  expect(bytes.subarray(-4).toString('hex')).toBe('ae426082');
  const at = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
  expect([...rows]).toEqual([0, 0, 0, 0, 255, 0, 0, 128, 0, 255]);
});
