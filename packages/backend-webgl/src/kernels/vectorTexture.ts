import type { Texture } from '../device/TexturePool';
import type { Gpu, GpuView } from '../Gpu';
import { flatColumns } from '../layout';

/** A vector in texels that follow each other, over as many rows as there are. */
export function vectorTexture(gpu: Gpu, view: GpuView): Texture {
  const columns = gpu.columnsOf(view);
  return gpu.texture(view, columns % 4 === 0 || columns >= view.size ? columns : flatColumns(view.size));
}
