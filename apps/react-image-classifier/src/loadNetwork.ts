import type { Model } from 'striate';

/** A ResNet-20, trained on CIFAR-10: its weights come with Striate. Both are loaded after the page is drawn. */
export async function loadNetwork(): Promise<Model> {
  const { resNetCifar } = await import('striate');
  return resNetCifar(20, { weights: 'cifar10' });
}
