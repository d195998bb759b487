import { expect, test } from 'vitest';
import type { Row } from './suite';
import { table } from './table';

const row = (name: string, oursMs: number, peer: string | null, peerMs: number | null): Row => {
  return { suite: 's', case: name, threads: 1, oursMs, peer, peerMs, ratio: peerMs === null ? null : peerMs / oursMs };
};

test('aligns what it shows, and the share of the peak stands in every row of its case', () => {
  const rows = [
    row('gemm-64', 0.01, 'peak', 0.009),
    row('gemm-64', 0.01, 'tfjs-cpu', 2),
    row('b', 250, 'tfjs-cpu', 500),
  ];
  expect(table(rows, new Map([['gemm-64', { flops: 524288 }]])).split('\n')).toEqual([
    'case     ours ms  peer      peer ms   ratio  GFLOP/s  of peak',
    'gemm-64   0.0100  peak       0.0090   0.90x     52.4     90 %',
    'gemm-64   0.0100  tfjs-cpu     2.00  200.0x     52.4     90 %',
    'b            250  tfjs-cpu      500   2.00x',
  ]);
});

test('leaves out columns that are empty', () => {
  expect(table([row('only', 3, null, null)])).toBe('case  ours ms\nonly     3.00');
});

test('says how many images a second ours deals with', () => {
  expect(table([row('only', 400, null, null)], new Map([['only', { images: 64 }]])).split('\n')).toEqual([
    'case  ours ms  images/s',
    'only      400     160.0',
  ]);
});
