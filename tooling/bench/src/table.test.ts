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

test('says how large a network is, with how many threads, and what kept a peer away', () => {
  const size = { parameters: 61_706, macs: 416_520, peakBytes: 93e6, wasmBytes: 4e6 };
  const rows: Row[] = [
    { ...row('lenet5', 1, 'web', 2), ...size, difference: 3e-7 },
    { ...row('lenet5', 1, 'web', null), ...size, threads: 2, reason: 'not installed' },
  ];
  expect(table(rows).split('\n')).toEqual([
    'case    parameters    MACs  memory  WebAssembly  threads  ours ms  peer  peer ms  ratio  difference',
    'lenet5      61,706  0.42 M   93 MB         4 MB        1     1.00  web      2.00  2.00x      3.0e-7',
    'lenet5      61,706  0.42 M   93 MB         4 MB        2     1.00  web    absent',
    '',
    'lenet5, no web: not installed',
  ]);
});
