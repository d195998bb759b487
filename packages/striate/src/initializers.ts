/** Ways to fill a new weight. Most have a name that layers take as text: `kernelInitializer: 'heNormal'`. */
export {
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  identity,
  lecunNormal,
  lecunUniform,
  ones,
  orthogonal,
  randomNormal,
  randomUniform,
  truncatedNormal,
  varianceScaling,
  zeros,
} from '@striate/layers';
