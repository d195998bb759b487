// Lecture 2: Convolutional → Activation (sigmoid, say) → Convolutional → Activation → Max Pooling → … → dense layers, and
// a look at what each layer extracts: simple lines first, concrete shapes later.
import { activation, conv2d, dense, flatten, input, maxPooling2d, model } from 'striate';

export function lectureTwo() {
  const images = input({ shape: [28, 28, 1] });
  const lines = activation('sigmoid')(conv2d({ filters: 8, kernelSize: 3 })(images));
  const shapes = activation('sigmoid')(conv2d({ filters: 16, kernelSize: 3 })(lines));
  const smaller = maxPooling2d({ poolSize: 2 })(shapes);
  const hidden = dense({ units: 32, activation: 'sigmoid' })(flatten()(smaller));
  const classes = dense({ units: 10, activation: 'softmax' })(hidden);
  return {
    classifier: model({ inputs: images, outputs: classes }),
    // The same layers, and the same weights, with every stage as an output.
    eye: model({ inputs: images, outputs: [lines, shapes, smaller] }),
  };
}
