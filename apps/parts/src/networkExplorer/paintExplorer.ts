import { largestOf, type MapScale, paintMap } from '../kit/paintMap';
import { stripColumns } from './flowView';
import type { MapPainter } from './MapPainter';
import { paintPicture } from './paintPicture';
import type { Explanation, LayerRecord, Part, Place } from './records';

export interface Painted {
  readonly records: readonly LayerRecord[];
  readonly scale: MapScale;
  readonly at: Place | null;
  readonly explanation: Explanation | undefined;
  /** Parts of the sum of the map that is pointed at. */
  readonly feeding: readonly Part[];
  readonly painter: MapPainter;
  /** Whether the input has its colours as blue, green, red. */
  readonly blueFirst: boolean;
}

/** Paints all canvases of the explorer that are seen: gradients where there are any, values otherwise. */
export function paintExplorer(
  root: ParentNode,
  { records, scale, at, explanation, feeding, painter, blueFirst }: Painted,
): void {
  const shown = records.map(({ gradient, values }) => gradient ?? values);
  const all = scale === 'global' ? Math.max(0, ...shown.map((values) => largestOf(values))) : undefined;
  const scaleOf = (layer: number) => (scale === 'layer' ? largestOf(shown[layer]) : all);
  const scales = shown.map((_, layer) => scaleOf(layer));
  const canvases = (name: string) => root.querySelectorAll<HTMLCanvasElement>(`canvas[data-${name}]`);
  for (const canvas of canvases('paint')) {
    const [layer, channel] = (canvas.dataset.paint ?? '').split(',').map(Number);
    const { width, height, channels } = records[layer];
    // One unit for itself would always have the full colour.
    const own = width * height === 1 ? largestOf(shown[layer]) : scales[layer];
    painter.set(canvas, { values: shown[layer], width, height, channels, channel, scale: own });
  }
  for (const canvas of canvases('strip')) {
    const layer = Number(canvas.dataset.strip);
    const width = stripColumns(shown[layer].length);
    const height = Math.ceil(shown[layer].length / width);
    const values = new Float32Array(height * width);
    values.set(shown[layer]);
    paintMap(canvas, values, { width, height, scale: scales[layer] });
  }
  for (const canvas of canvases('kernel')) {
    const part = feeding[Number(canvas.dataset.kernel)];
    if (part) paintPatch(canvas, part, part.kernelGradient && records[0].gradient ? 'gradient' : 'kernel', feeding);
  }
  for (const canvas of canvases('input')) paintPicture(canvas, records[0], blueFirst);
  if (!at) return;
  const { width, height, channels } = records[at.layer];
  for (const canvas of canvases('large'))
    paintMap(canvas, shown[at.layer], { width, height, channels, channel: at.channel, scale: scales[at.layer] });
  if (explanation?.kind !== 'weighted') return;
  for (const canvas of canvases('patch')) {
    const [name, channel] = (canvas.dataset.patch ?? '').split(',');
    const part = explanation.parts.find((each) => each.channel === Number(channel));
    if (part && (name === 'window' || name === 'kernel' || name === 'gradient'))
      paintPatch(canvas, part, name, explanation.parts);
  }
}

/** Windows compare with windows, filters with filters. */
function paintPatch(
  canvas: HTMLCanvasElement,
  part: Part,
  name: 'window' | 'kernel' | 'gradient',
  all: readonly Part[],
): void {
  const patchOf = (each: Part) => (name === 'gradient' ? (each.kernelGradient ?? each.kernel) : each[name]);
  const scale = Math.max(...all.map((each) => largestOf(patchOf(each).values)));
  const { values, width, height } = patchOf(part);
  paintMap(canvas, values, { width, height, scale });
}
