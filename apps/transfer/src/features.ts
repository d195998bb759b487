import { averagePooling2d, backbone, type Functional, flatten, model, type PreprocessingName } from 'striate';

/**
 * A ResNet for small pictures up to the end of the second of its three stages: what comes after knows the classes it was trained for, and
 * little of others. Means of 2 x 2 places keep where in the picture something is, in a quarter of the numbers.
 */
export function features(net: Functional, preprocessing: PreprocessingName): Functional {
  const map = backbone(net, { upTo: 'layer2', pooling: 'none' });
  const means = averagePooling2d({ name: 'means', poolSize: 2 })(map.outputs[0]);
  const all = model({ inputs: map.inputs, outputs: flatten({ name: 'features' })(means), name: net.name });
  return backbone(all, { preprocessing });
}
