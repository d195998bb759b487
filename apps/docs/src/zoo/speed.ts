// What the committed results of the benchmarks say of a network.
import type { NetworkName } from 'striate';
import { benchmarks } from '../benchmarks/benchmarks';

/** The benchmark of one image through this network, where there is one. */
export function speedOf(name: NetworkName): string | undefined {
  const row = benchmarks.rows.find((one) => one.suite === 'inference' && one.case === name.toLowerCase());
  if (!row) return undefined;
  const peer = row.peer && row.peerMs ? `, ${row.peer} ${row.peerMs.toFixed(0)} ms` : '';
  return `${row.oursMs.toFixed(0)} ms${peer} (${benchmarks.machine})`;
}
