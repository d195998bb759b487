import { keras } from '../files';
import type { WeightsCard } from '../WeightsCard';
import { caffeRules, imageNetCards } from './photographs';

const common = {
  licence: 'MIT (Kaiming He)',
  citation:
    'K. He, X. Zhang, S. Ren, J. Sun: Deep residual learning for image recognition. CVPR 2016, arXiv:1512.03385.',
  preprocessing: caffeRules,
};

/** The files of a depth, with the classifier and without. */
function files(depth: number, [whole, features]: [number, number], [md5, featuresMd5]: [string, string]) {
  const path = `resnet/resnet${depth}_weights_tf_dim_ordering_tf_kernels`;
  return {
    files: [keras(`${path}.h5`, whole, md5)],
    featureFiles: [keras(`${path}_notop.h5`, features, featuresMd5)],
  };
}

export const resNetKerasWeights: readonly WeightsCard[] = /* @__PURE__ */ imageNetCards(common, [
  {
    network: 'resNet50Keras',
    top1: 74.9,
    top5: 92.1,
    ...files(50, [103, 95], ['2cb95161c43110f7111970584f804107', '4d473c1dd8becc155b73f8504c6f6626']),
  },
  {
    network: 'resNet101Keras',
    top1: 76.4,
    top5: 92.8,
    ...files(101, [180, 172], ['f1aeb4b969a6efcfb50fad2f0c20cfc5', '88cf7a10940856eca736dc7b7e228a21']),
  },
  {
    network: 'resNet152Keras',
    top1: 76.6,
    top5: 93.1,
    ...files(152, [243, 235], ['100835be76be38e30d865e96f2aaae62', 'ee4c566cf9a93f14d82f913c2dc6dd0c']),
  },
]);
