// Lecture 3: a convolutional network whose layers share their defaults.
import { type Conv2DOptions, conv2d, dense, dropout, flatten, maxPooling2d, sequential } from 'striate';

const defaultConv2d = (options: Partial<Conv2DOptions> & Pick<Conv2DOptions, 'filters'>) =>
  conv2d({ kernelSize: 3, activation: 'relu', padding: 'same', ...options });

export const lectureThree = () =>
  sequential([
    defaultConv2d({ filters: 64, kernelSize: 7, inputShape: [28, 28, 1] }),
    maxPooling2d({ poolSize: 2 }),
    defaultConv2d({ filters: 128 }),
    defaultConv2d({ filters: 128 }),
    maxPooling2d({ poolSize: 2 }),
    defaultConv2d({ filters: 256 }),
    defaultConv2d({ filters: 256 }),
    maxPooling2d({ poolSize: 2 }),
    flatten(),
    dense({ units: 128, activation: 'relu' }),
    dropout({ rate: 0.5 }),
    dense({ units: 64, activation: 'relu' }),
    dropout({ rate: 0.5 }),
    dense({ units: 10, activation: 'softmax' }),
  ]);
