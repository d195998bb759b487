import * as ops from '@striate/tensor';
import { StriateError, scope } from '@striate/tensor';

interface Mistake {
  readonly name: string;
  readonly run: () => unknown;
  /** What the message must name. */
  readonly says: RegExp;
}

const indices = (...values: number[]) => ops.tensor(values, 'int32');

/** Wrong input is refused at the call, with the values that are wrong. */
export const mistakes: readonly Mistake[] = [
  {
    name: 'add of shapes that do not broadcast',
    run: () => ops.add(ops.zeros([2, 3]), ops.zeros([4])),
    says: /\[2,3\].*\[4\]/,
  },
  {
    name: 'matmul with inner sizes that differ',
    run: () => ops.matmul(ops.zeros([2, 3]), ops.zeros([4, 5])),
    says: /3.*4/,
  },
  {
    name: 'conv2d with the wrong channels',
    run: () => ops.conv2d(ops.zeros([1, 8, 8, 3]), ops.zeros([5, 5, 1, 6])),
    says: /3.*1/,
  },
  {
    name: 'conv2d with a filter beyond the image',
    run: () => ops.conv2d(ops.zeros([1, 4, 4, 1]), ops.zeros([5, 5, 1, 1])),
    says: /5.*4/,
  },
  {
    name: 'conv2d with groups that do not divide',
    run: () => ops.conv2d(ops.zeros([1, 4, 4, 4]), ops.zeros([3, 3, 2, 3]), { groups: 2 }),
    says: /2/,
  },
  {
    name: 'affineConv2d with a scale of another length',
    run: () => ops.affineConv2d(ops.zeros([1, 4, 4, 2]), ops.zeros([3, 3, 2, 5]), ops.zeros([4]), ops.zeros([5])),
    says: /scale \[4\].*5 filters/,
  },
  {
    name: 'affineConv2d with a residual that would broadcast',
    run: () =>
      ops.affineConv2d(ops.zeros([1, 4, 4, 2]), ops.zeros([3, 3, 2, 5]), ops.zeros([5]), ops.zeros([5]), {
        residual: ops.zeros([1, 1, 1, 5]),
      }),
    says: /\[1,1,1,5\].*\[1,2,2,5\]/,
  },
  {
    name: 'maxPool2d with padding as large as the window',
    run: () => ops.maxPool2d(ops.zeros([1, 4, 4, 1]), { padding: 2 }),
    says: /2/,
  },
  {
    name: 'affineSample with one matrix for two images',
    run: () => ops.affineSample(ops.zeros([2, 4, 4, 1]), ops.zeros([1, 6])),
    says: /2 images.*\[2,6\].*\[1,6\]/,
  },
  {
    name: 'affineSample with a fill mode that is none',
    run: () => ops.affineSample(ops.zeros([1, 4, 4, 1]), ops.zeros([1, 6]), { fillMode: 'mirror' as 'reflect' }),
    says: /mirror.*constant, nearest, reflect, wrap/,
  },
  {
    name: 'gridSample with points of three numbers',
    run: () => ops.gridSample(ops.zeros([2, 4, 4, 1]), ops.zeros([2, 4, 4, 3])),
    says: /\[2,4,4,3\]/,
  },
  { name: 'reshape to another size', run: () => ops.reshape(ops.zeros([2, 3]), [4, 2]), says: /\[2,3\].*\[4,2\]/ },
  {
    name: 'concat of shapes that differ elsewhere',
    run: () => ops.concat([ops.zeros([2, 3]), ops.zeros([2, 4])], 0),
    says: /\[2,3\].*\[2,4\]/,
  },
  { name: 'slice past the end', run: () => ops.slice(ops.zeros([5]), [3], [3]), says: /5/ },
  { name: 'max over nothing', run: () => ops.max(ops.zeros([0, 3]), 0), says: /max/ },
  { name: 'gather past the end', run: () => ops.gather(ops.zeros([3, 2]), indices(0, 3)), says: /3/ },
  { name: 'gather of a negative place', run: () => ops.gather(ops.zeros([3, 2]), indices(-1)), says: /-1/ },
  { name: 'scatterAdd past the end', run: () => ops.scatterAdd(ops.zeros([2, 2]), indices(0, 5), 3), says: /5/ },
  {
    name: 'sparseSoftmaxCrossEntropy with a label that is no class',
    run: () => ops.sparseSoftmaxCrossEntropy(ops.zeros([2, 3]), indices(0, 3)),
    says: /3|-1/,
  },
];

/** Throws unless the mistake is refused in the library's own words. */
export async function checkMistake({ name, run, says }: Mistake): Promise<void> {
  let found: unknown;
  try {
    scope(() => {
      run();
    });
  } catch (error) {
    found = error;
  }
  if (!(found instanceof StriateError)) throw new Error(`${name} should be refused with a StriateError, got ${found}`);
  if (!says.test(found.message)) throw new Error(`${name}: the message should match ${says}: ${found.message}`);
}
