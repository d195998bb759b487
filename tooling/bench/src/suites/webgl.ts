import type { Suite } from '../suite';
import { coldProbe } from '../webgl/coldProbe';
import { raceProbe } from '../webgl/raceProbe';

export const webgl: Suite = {
  name: 'webgl',
  about: 'the WebGL backend in a headless browser: operations, a training step, ResNets, and the first call of one',
  cases: [
    raceProbe('conv3x3-b1', 2.5),
    raceProbe('conv3x3-b8', 2.5),
    raceProbe('inputGrad3x3', 3),
    raceProbe('filterGrad3x3', 4),
    raceProbe('gemm', 1.2),
    raceProbe('lenet5-step', 3),
    raceProbe('resnet18', 2),
    raceProbe('resnet50', 1.8),
    coldProbe('resnet50-cold', 3),
  ],
};
