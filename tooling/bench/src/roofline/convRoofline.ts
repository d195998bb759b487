import { cpus } from 'node:os';
import { measurePeak } from '@striate/backend-cpu';
import { flopsOf, intensityOf, layers } from '../conv/layers';
import { startBackend } from '../startBackend';
import type { Context, Row } from '../suite';
import { drawRoofline } from './drawRoofline';
import { measureBandwidth } from './measureBandwidth';

/**
 * The forward convolutions among the rows, under a roof measured now. Where a row is against `peak`, its share counts: both sides of it met the
 * same machine, which may be slower at one time than at another.
 */
export async function convRoofline(rows: readonly Row[], { threads }: Context): Promise<string> {
  await startBackend(threads);
  const roof = { peak: measurePeak({ milliseconds: 3000 }) * threads, bandwidth: await measureBandwidth() };
  const points = layers.flatMap((layer) => {
    const of = rows.filter((one) => one.case === layer.name);
    if (of.length === 0) return [];
    const share = of.find((one) => one.peer === 'peak')?.ratio;
    const gflops = share ? share * roof.peak : flopsOf(layer) / of[0].oursMs / 1e6;
    return [{ name: layer.name, group: layer.strategy, intensity: intensityOf(layer), gflops }];
  });
  return drawRoofline(points, roof, {
    title: 'How near convolutions come to what the machine can do',
    subtitle: `${cpus()[0]?.model.trim()}, ${threads === 1 ? 'one thread' : `${threads} threads`}, Node ${process.version}; layers of well-known networks, forward`,
    above: '↑ Winograd needs fewer operations than are counted',
  });
}
