import type { WeightsFile } from './WeightsCard';

// The three places that have weights.

/** A file of torchvision: the end of its name is the beginning of its SHA-256, which is what PyTorch checks, too. */
export function torchvision(name: string, megabytes: number): WeightsFile {
  const sha256Prefix = /-([0-9a-f]{8})\.pth$/.exec(name)?.[1];
  return {
    name,
    urls: [`https://download.pytorch.org/models/${name}`],
    format: 'pth',
    megabytes,
    sha256Prefix,
    cors: false,
  };
}

/** timm's copy of a file of torchvision on the Hugging Face hub. Where no SHA-256 is known here, it is known by its structure alone. */
export function timm(repository: string, megabytes: number, sha256?: string, bytes?: number): WeightsFile {
  return {
    name: `${repository}.safetensors`,
    urls: [`https://huggingface.co/timm/${repository}/resolve/main/model.safetensors`],
    format: 'safetensors',
    megabytes,
    sha256,
    bytes,
    cors: true,
  };
}

/** A file of Keras' applications. */
export function keras(path: string, megabytes: number, md5: string): WeightsFile {
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    urls: [`https://storage.googleapis.com/tensorflow/keras-applications/${path}`],
    format: 'h5',
    megabytes,
    md5,
    cors: false,
  };
}
