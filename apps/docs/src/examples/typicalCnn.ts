import { conv2d, dense, dropout, flatten, maxPooling2d, sequential } from 'striate';

const model = sequential([
  conv2d({
    filters: 64,
    kernelSize: 7,
    padding: 'same',
    activation: 'relu',
    inputShape: [28, 28, 1],
  }),
  maxPooling2d({ poolSize: 2 }),
  conv2d({ filters: 128, kernelSize: 3, padding: 'same', activation: 'relu' }),
  conv2d({ filters: 128, kernelSize: 3, padding: 'same', activation: 'relu' }),
  maxPooling2d({ poolSize: 2 }),
  conv2d({ filters: 256, kernelSize: 3, padding: 'same', activation: 'relu' }),
  conv2d({ filters: 256, kernelSize: 3, padding: 'same', activation: 'relu' }),
  maxPooling2d({ poolSize: 2 }),
  flatten(),
  dense({ units: 128, activation: 'relu' }),
  dropout({ rate: 0.5 }),
  dense({ units: 64, activation: 'relu' }),
  dropout({ rate: 0.5 }),
  dense({ units: 10, activation: 'softmax' }),
]);
model.summary();
