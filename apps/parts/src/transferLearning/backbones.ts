/** What a pretrained network is to this part. It is loaded only when the part opens. */
interface BackboneChoice {
  /** The name of its weights, which come with the library. */
  readonly weights: 'cifar10' | 'mnist' | 'fashion-mnist';
  readonly title: string;
  /** Where its last block begins: what is unfrozen first. */
  readonly lastBlock: string;
}

/** The networks that one can build on here: those whose weights come with the library. */
export const backbones = {
  resNetCifar20: { weights: 'cifar10', title: 'ResNet-20 · CIFAR-10', lastBlock: 'layer3.2' },
  lenet5: { weights: 'mnist', title: 'LeNet-5 · MNIST', lastBlock: 'dense_1' },
  lecture5Cnn: { weights: 'fashion-mnist', title: 'CNN · Fashion-MNIST', lastBlock: 'conv2d_2' },
} as const satisfies Readonly<Record<string, BackboneChoice>>;

export type BackboneName = keyof typeof backbones;
