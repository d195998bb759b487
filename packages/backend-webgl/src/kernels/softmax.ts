import { type Kernels, ValueError } from '@striate/tensor';
import type { Texture } from '../device/TexturePool';
import type { Gpu, GpuView } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { isAligned, lineColumns, lineTexture } from './lines';
import { crossEntropy, joinSlices, type RowOp, rowPrograms, statisticsOfSlices } from './softmaxPrograms';

/** Texels of a row that a fragment goes through at least, where rows are few and so shared out, */
const alone = 16;
/** … so that there are this many slices. */
const enough = 4096;

/** What a fragment goes through of rows of so many texels; by the shape alone. */
function slicesOf(rows: number, texels: number): { slices: number; slice: number } {
  const slice = Math.ceil(texels / Math.min(Math.ceil(texels / alone), Math.ceil(enough / rows)));
  return { slices: Math.ceil(texels / slice), slice };
}

/** Softmax and losses over the rows of [rows, n]: first what each row has in common, then each result from its value and that. */
export function softmax(gpu: Gpu) {
  /** Calls `body` with the values and the (maximum, sum of exponentials) of each row. */
  const withStatistics = (
    x: GpuView,
    body: (x: Texture, statistics: Texture, sizes: Readonly<Record<string, number>>, whole: boolean) => void,
  ): void => {
    const [outer, n] = x.shape;
    const texels = Math.ceil(n / 4);
    const { texture, whole } = lineTexture(gpu, x, outer, n);
    const { slices, slice } = slicesOf(outer, texels);
    let statistics = gpu.temporary(outer * slices * 4, 4);
    try {
      const program = statisticsOfSlices[whole ? 'whole' : 'single'];
      gpu.draw(program, statistics, [texture], { outer, n, texels, slices, slice }, x.size);
      if (slices > 1) {
        const parts = statistics;
        statistics = gpu.temporary(outer * 4, 4);
        gpu.draw(joinSlices, statistics, [parts], { outer, slices });
        gpu.release(parts);
      }
      body(texture, statistics, { outer, n, texels }, whole);
    } finally {
      gpu.release(statistics);
    }
  };

  const byRows = (op: RowOp, x: GpuView, out: GpuView, others: readonly GpuView[] = []): void =>
    withStatistics(x, (texture, statistics, sizes, whole) => {
      const [outer, n] = x.shape;
      const columns = lineColumns(gpu, outer, n);
      const program = rowPrograms[op][whole && isAligned(columns, n) ? 'whole' : 'single'];
      const inputs = [texture, statistics, ...others.map((view) => gpu.texture(view))];
      gpu.draw(program, gpu.target(out, columns), inputs, sizes);
    });

  return {
    softmax: ([x], out) => byRows('softmax', x, out),
    logSoftmax: ([x], out) => byRows('logSoftmax', x, out),
    softmaxCrossEntropy: ([logits, labels], out) => {
      checkLabels(labels, logits.shape[1]);
      withStatistics(logits, (texture, statistics, { outer, n }) =>
        gpu.draw(crossEntropy, gpu.target(out), [texture, statistics, gpu.texture(labels)], { outer, n }),
      );
    },
    softmaxCrossEntropyGrad: ([dLoss, logits, labels], out) => {
      checkLabels(labels, logits.shape[1]);
      byRows('softmaxCrossEntropyGrad', logits, out, [dLoss, labels]);
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}

/** Labels that came from the host are looked at; those the device computed give NaN where they are no class. */
function checkLabels({ buffer: { host } }: GpuView, classes: number): void {
  const bad = host?.findIndex((label) => label < 0 || label >= classes) ?? -1;
  if (host && bad >= 0)
    throw new ValueError(`softmaxCrossEntropy: label ${host[bad]} of row ${bad} is not one of ${classes} classes`);
}
