import type { FetchFileOptions } from '@striate/data';
import { type Model, type WeightsSource, withoutValues } from '@striate/layers';
import type { NetworkName } from './networks';

/** How weights are downloaded, and where else they are looked for. */
export interface DownloadOptions extends FetchFileOptions {
  /** A folder with the files, by their names: looked into first. Default `$STRIATE_MODELS`. */
  readonly folder?: string;
  /** Asked in place of the files' own hosts: `https://example.org/models` has `resnet50-0676ba61.pth` below it. */
  readonly mirror?: string;
}

/** With these options a network comes with weights that were trained, and as a promise. */
export interface Pretrained {
  /**
   * The name of weights that are known (`'imagenet'`, `'mnist'`, …: `pretrainedWeights(network)` lists them), or a file of one's own:
   * safetensors, PyTorch's `.pth`, Keras' `.h5`, as path, URL or bytes.
   */
  weights: 'imagenet' | 'mnist' | 'fashion-mnist' | 'cifar10' | 'movie-reviews' | WeightsSource;
  download?: DownloadOptions;
}

/** The network that `build` makes as it is, or a promise of it with the weights that are asked for. */
export function withWeights<M extends Model>(
  network: NetworkName,
  build: () => M,
  { weights, download }: Partial<Pretrained>,
): M | Promise<M> {
  if (weights === undefined) return build();
  // Random numbers for all weights of VGG-16 take seconds, and would be overwritten.
  const net = withoutValues(build);
  // On demand: who begins with random weights has nothing of this in the bundle.
  return import('./weights/loadPretrained').then(async ({ loadPretrained }) => {
    await loadPretrained(network, net, weights, download);
    return net;
  });
}
