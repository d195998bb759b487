// Kim's network for sentences, layer by layer: filters of 3, 4 and 5 words,
// and of each only its strongest response.
import {
  concatenate,
  conv1d,
  dense,
  dropout,
  embedding,
  globalMaxPooling1d,
  input,
  maxNorm,
  model,
} from 'striate';

const words = input({ shape: [56], dtype: 'int32' }); // numbers of words
const vectors = embedding({ inputDim: 5000, outputDim: 40 })(words); // 56 x 40

const strongest = [3, 4, 5].map((kernelSize) => {
  // 54, 53 and 52 places x 64.
  const phrases = conv1d({ filters: 64, kernelSize, activation: 'relu' })(vectors);
  return globalMaxPooling1d()(phrases); // 64
});

const features = dropout({ rate: 0.5 })(concatenate()(strongest)); // 192
const classes = dense({
  units: 2,
  activation: 'softmax',
  kernelConstraint: maxNorm(3),
})(features);

const net = model({ inputs: words, outputs: classes });
net.summary();
