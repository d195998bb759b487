import { beforeAll, describe, expect, it } from 'vitest';
import { customGradient, grad, grads, valueAndGrad, valueAndGrads } from './autograd';
import { setBackend } from './backend';
import { add, div, mul } from './ops/arithmetic';
import { equal } from './ops/compare';
import { tensor } from './ops/creation';
import { sum } from './ops/reduce';
import { stopGradient } from './ops/stopGradient';
import { exp, log, sin, square } from './ops/unary';
import { scope } from './scope';
import { type Tensor, tensorCount } from './tensor';
import { hostBackend } from './testing/hostBackend';
import { Variable } from './variable';

beforeAll(() => setBackend(hostBackend()));

const value = (t: Tensor) => t.dataSync()[0];

describe('grad', () => {
  it('differentiates', () => {
    expect(value(grad((x) => mul(x, square(x)))(tensor(2)))).toBeCloseTo(12);
  });

  it('differentiates its own result', () => {
    const cube = (x: Tensor) => mul(x, square(x));
    expect(value(grad(grad(cube))(tensor(2)))).toBeCloseTo(12);
    expect(value(grad(grad(grad(cube)))(tensor(2)))).toBeCloseTo(6);
    expect(value(grad(grad((x) => sin(x)))(tensor(0.5)))).toBeCloseTo(-Math.sin(0.5));
  });

  it('adds up over every use, and over broadcasting', () => {
    const [dx, db] = grads((x, b) => sum(mul(add(x, b), x)))([
      tensor([
        [1, 2],
        [3, 4],
      ]),
      tensor([10, 20]),
    ]);
    expect([...dx.dataSync()]).toEqual([12, 24, 16, 28]);
    expect([...db.dataSync()]).toEqual([4, 6]);
  });

  it('takes the arriving gradient', () => {
    expect(value(grad((x) => square(x))(tensor(3), tensor(10)))).toBeCloseTo(60);
  });

  it('gives zeros where nothing depends on the tensor', () => {
    const [dx, dy] = grads((x, _) => square(x))([tensor(3), tensor([1, 2])]);
    expect([value(dx), ...dy.dataSync()]).toEqual([6, 0, 0]);
  });

  it('stops at stopGradient and at comparisons', () => {
    expect(value(grad((x) => mul(x, stopGradient(x)))(tensor(3)))).toBe(3);
    expect(value(grad((x) => mul(x, equal(x, 3)))(tensor(3)))).toBe(1);
  });

  it('keeps what scopes inside the function made, until the backward pass is through', () => {
    const before = tensorCount();
    const x = tensor(2);
    const dx = grad((t) => scope(() => log(scope(() => add(square(t), exp(t))))))(x);
    expect(value(dx)).toBeCloseTo((4 + Math.exp(2)) / (4 + Math.exp(2)));
    dx.dispose();
    x.dispose();
    expect(tensorCount()).toBe(before);
  });
});

describe('valueAndGrads', () => {
  it('follows variables that the function uses from outside', () => {
    const [w, b] = [new Variable(tensor(3)), new Variable(tensor(1))];
    const { value: loss, grads: found } = valueAndGrads(() => square(add(mul(w, 2), b)))([w, b]);
    expect([value(loss), ...found.map(value)]).toEqual([49, 28, 14]);
  });

  it('leaves nothing behind but its results', () => {
    const w = new Variable(tensor([1, 2, 3]));
    const before = tensorCount();
    for (let i = 0; i < 50; i++) {
      scope(() => {
        valueAndGrads(() => sum(div(exp(w), add(square(w), 1))))([w]);
      });
    }
    expect(tensorCount()).toBe(before);
  });

  it('refuses a variable that changed on the way', () => {
    const w = new Variable(tensor(3));
    expect(() =>
      valueAndGrads(() => {
        const y = square(w);
        w.assign(tensor(4));
        return y;
      })([w]),
    ).toThrow('changed before the backward pass');
  });

  it('refuses dtypes without gradients and a dy of another shape', () => {
    expect(() => valueAndGrad((x) => x)(tensor([1], 'int32'))).toThrow(
      'gradient: takes float32 tensors, got int32 [1]',
    );
    expect(() => valueAndGrad((x) => square(x))(tensor([1, 2]), tensor([1, 2, 3]))).toThrow(
      'dy has shape [3], the result [2]',
    );
  });
});

describe('customGradient', () => {
  it('uses the gradient it was given', () => {
    const f = customGradient((x) => ({ value: square(x), gradient: (dy) => mul(dy, 100) }));
    expect(value(grad((x) => f(mul(x, 2)))(tensor(3)))).toBe(200);
  });

  it('checks shapes', () => {
    const f = customGradient((x) => ({ value: square(x), gradient: () => tensor([1, 2]) }));
    expect(() => grad(f)(tensor(3))).toThrow('customGradient: argument 0 has shape [], its gradient [2]');
  });
});
