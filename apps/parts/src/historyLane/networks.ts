import type { NetworkName } from 'striate';

interface Ancestor {
  readonly title: string;
  readonly year: number;
  /** Top-5 error in percent of one network on ILSVRC's validation pictures, the best its paper gives. */
  readonly top5?: number;
  readonly source: string;
}

/** The networks of the lane, oldest first, with what their papers say. */
export const ancestors = {
  lenet5: { title: 'LeNet-5', year: 1998, source: 'LeCun, Bottou, Bengio, Haffner 1998' },
  alexNetOriginal: { title: 'AlexNet', year: 2012, top5: 18.2, source: 'Krizhevsky, Sutskever, Hinton 2012, Table 2' },
  vgg16: { title: 'VGG-16', year: 2014, top5: 7.2, source: 'Simonyan, Zisserman 2014, Table 5' },
  vgg19: { title: 'VGG-19', year: 2014, top5: 7.1, source: 'Simonyan, Zisserman 2014, Table 5' },
  googLeNetOriginal: { title: 'GoogLeNet', year: 2014, top5: 7.89, source: 'Szegedy et al. 2014, Table 3' },
  resNet18: { title: 'ResNet-18', year: 2015, source: 'He, Zhang, Ren, Sun 2015, Table 2' },
  resNet34: { title: 'ResNet-34', year: 2015, top5: 5.71, source: 'He, Zhang, Ren, Sun 2015, Table 4' },
  resNet50: { title: 'ResNet-50', year: 2015, top5: 5.25, source: 'He, Zhang, Ren, Sun 2015, Table 4' },
} as const satisfies Partial<Record<NetworkName, Ancestor>>;

export type AncestorName = keyof typeof ancestors;

export const ancestorNames = Object.keys(ancestors) as AncestorName[];

/** Its entry, with what not all of them have. */
export const ancestor = (name: AncestorName): Ancestor => ancestors[name];
