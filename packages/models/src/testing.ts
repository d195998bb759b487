// What tests of this package share.
import { cpu } from '@striate/backend-cpu';
import type { Model } from '@striate/layers';
import { metaTensor, setBackend } from '@striate/tensor';
import { beforeAll, vi } from 'vitest';

/** Runs the tests around it on the CPU backend. */
export function useCpu(): void {
  vi.setConfig({ testTimeout: 30_000 }); // a machine that is busy with other things is no failure
  beforeAll(() => setBackend(cpu()));
}

/** Builds networks at full size without memory: their weights have shapes and no values. */
export function useShapesOnly(): void {
  beforeAll(() => setBackend(metaTensor([1]).backend));
}

/** Output shapes of layers, without the batch axis: `55x55x64`. */
export function outputShapes(net: Model, names: readonly string[]): string[] {
  return names.map((name) => net.getLayer(name).output.shape.slice(1).join('x'));
}

/** Names of the layers with weights, in order. */
export function weightedLayers(net: Model): string[] {
  return net.layers.filter((layer) => layer.weights.length > 0).map(({ name }) => name);
}
