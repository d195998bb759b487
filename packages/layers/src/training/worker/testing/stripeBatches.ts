import { stripes } from '../../../testing/stripes';

/** Four batches, for a worker to train on. */
export function stripeBatches() {
  const { x, y } = stripes(64);
  return Array.from({ length: 4 }, (_, i) => ({
    x: { data: x.data.slice(i * 16 * 64, (i + 1) * 16 * 64), shape: [16, 8, 8, 1] },
    y: y.slice(i * 16, (i + 1) * 16),
  }));
}
