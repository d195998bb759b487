import { expect, it } from 'vitest';
import { metaTensor } from './meta';
import { add, mul } from './ops/arithmetic';
import { conv2d } from './ops/conv';
import { reshape } from './ops/reshape';
import { scope } from './scope';
import { traceOps } from './traceOps';

it('lists the ops that depend on the sources, as they run', () => {
  scope(() => {
    const [x, w, other] = [metaTensor([1, 5, 5, 1]), metaTensor([3, 3, 1, 2]), metaTensor([2])];
    traceOps([x], (ops) => {
      const y = conv2d(x, w);
      expect(ops.map(({ op, output }) => [op.name, output.shape])).toEqual([['conv2d', [1, 3, 3, 2]]]);
      add(other, other);
      const z = reshape(mul(y, other), [-1]);
      expect(ops.map(({ op }) => op.name)).toEqual(['conv2d', 'mul', 'reshape']);
      expect(ops[1].inputs).toEqual([y, other]);
      expect(ops[2].output).toBe(z);
    });
  });
});
