import type { JsonConfig } from './config/encode';
import type { Layer } from './Layer';

/** A class of layers, as configurations make them. */
export interface LayerClass<L extends Layer = Layer> {
  // biome-ignore lint/suspicious/noExplicitAny: each class has options of its own, which a configuration names
  new (options: any): L;
  readonly prototype: L;
  readonly defaults?: object;
  fromConfig(config: JsonConfig): Layer;
}
