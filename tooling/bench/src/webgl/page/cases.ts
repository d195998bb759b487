import { type ResNetOptions, resNet18, resNet50 } from '@striate/models';
import type { CaseName } from '../contract';
import type { PageCase } from './Entrants';
import { lenetStep } from './lenet';
import { inference } from './network';
import { conv, filterGrad, gemm, inputGrad } from './operations';
import { networkVariants } from './variants';

// Of random weights one class takes all, and then the probabilities of any two networks agree.
const options: ResNetOptions = { classifierActivation: 'linear' };
const large = inference(() => resNet50(options), networkVariants.slice(0, 2));

export const cases: Readonly<Record<CaseName, PageCase>> = {
  'conv3x3-b1': conv({ batch: 1, size: 32, channels: 64 }),
  'conv3x3-b8': conv({ batch: 8, size: 32, channels: 64 }),
  inputGrad3x3: inputGrad({ batch: 2, size: 28, channels: 32 }),
  filterGrad3x3: filterGrad({ batch: 2, size: 28, channels: 32 }),
  gemm: gemm(1024, 512, 128),
  'lenet5-step': lenetStep(64),
  resnet18: inference(() => resNet18(options), networkVariants),
  resnet50: large,
  'resnet50-cold': large,
};
