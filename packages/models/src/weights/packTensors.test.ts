import { decodeValues } from '@striate/layers';
import { FormatError, Generator, ValueError } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { packTensors, unpackTensors } from './packTensors';
import { toHalf } from './toHalf';

/** The number that 16 bits stand for. */
const fromHalf = (bits: number) => decodeValues(Uint8Array.of(bits & 255, bits >> 8), 'F16', 'half').data[0];

describe('float16', () => {
  const all = Array.from({ length: 65536 }, (_, bits) => bits);

  it('every one of them comes back from its number', () => {
    expect(all.filter((bits) => !Number.isNaN(fromHalf(bits)) && toHalf(fromHalf(bits)) !== bits)).toEqual([]);
  });

  it('a number between two becomes the nearer one, halfway the even one', () => {
    const wrong = all.slice(0, 0x7bff).filter((bits) => {
      const [low, high] = [fromHalf(bits), fromHalf(bits + 1)];
      const [nearLow, half, nearHigh] = [0.49, 0.5, 0.51].map((part) => toHalf(low + part * (high - low)));
      return nearLow !== bits || nearHigh !== bits + 1 || half !== bits + (bits % 2);
    });
    expect(wrong).toEqual([]);
  });

  it('beyond the largest is infinity', () => {
    expect([65504, 65519, 65520, -1e9].map(toHalf)).toEqual([0x7bff, 0x7bff, 0x7c00, 0xfc00]);
  });
});

describe('packTensors', () => {
  const data = new Generator(1).uniform(600).map((u) => u ** 4 - 0.5);
  const tensors = new Map([['conv/kernel', { dtype: 'float32', shape: [2, 300], data }] as const]);

  it('comes back with 11 binary digits', () => {
    const packed = packTensors(tensors);
    expect(packed['conv/kernel'].float16).toHaveLength(1600);
    const back = unpackTensors(packed).get('conv/kernel');
    expect(back).toMatchObject({ dtype: 'float32', shape: [2, 300] });
    data.forEach((value, i) => {
      expect(Math.abs(Number(back?.data[i]) - value)).toBeLessThanOrEqual(Math.abs(value) * 2 ** -11 + 2 ** -25);
    });
  });

  it('refuses what float16 does not have, and texts of another length than the shape', () => {
    const large = new Map([['x', { dtype: 'float32', shape: [2], data: Float32Array.of(1, 1e5) }] as const]);
    expect(() => packTensors(large)).toThrow(new ValueError('packTensors: x has 100000, which float16 does not'));
    const wrong = { x: { shape: [3], float16: packTensors(tensors)['conv/kernel'].float16 } };
    expect(() => unpackTensors(wrong)).toThrow(FormatError);
  });
});
