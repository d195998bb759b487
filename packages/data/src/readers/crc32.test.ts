import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32';

describe('crc32', () => {
  it('is the checksum of the standard', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });

  it.skipIf(!zlibCrc32)('is that of zlib, for every length', () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, i) => (i * 151 + 200) & 255);
    for (let from = 0; from < 4; from++) {
      for (let to = from; to <= 40; to++)
        expect(crc32(bytes.subarray(from, to))).toBe(zlibCrc32(bytes.subarray(from, to)));
    }
  });
});
