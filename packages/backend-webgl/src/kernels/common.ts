import type { ProgramSpec } from '../device/Program';
import { endingOf } from './conv/epilogue';
import { filterGradient } from './conv/filterGradPrograms';
import { neighbours } from './conv/neighbourPrograms';
import { sumSlices } from './conv/sumSlices';
import { convolution } from './conv/tapPrograms';
import { productPrograms } from './productPrograms';

/**
 * The large programs that a convolutional network is likely to need: those worth compiling at once, while its weights are still
 * on their way.
 */
export function commonPrograms(): readonly ProgramSpec[] {
  const plain = endingOf({});
  const trained = endingOf({ shift: true, activation: 'relu' });
  const inferred = endingOf({ scale: true, shift: true, activation: 'relu' });
  return [
    ...[plain, trained, inferred].map((end) => neighbours(3, 0, end)),
    neighbours(3, 0, undefined),
    convolution(0, inferred),
    ...[plain, inferred].map((end) => productPrograms.plain(0, end)),
    filterGradient,
    sumSlices(plain),
  ];
}
