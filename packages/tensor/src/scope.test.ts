import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from './backend';
import { add, mul } from './ops/arithmetic';
import { tensor } from './ops/creation';
import { reshape } from './ops/reshape';
import { hold, keep, scope } from './scope';
import { type Tensor, tensorCount } from './tensor';
import { hostBackend } from './testing/hostBackend';
import { Variable } from './variable';

const backend = hostBackend();
beforeAll(() => setBackend(backend));

describe('scope', () => {
  it('frees what was made inside, except what it returns', () => {
    const [tensors, buffers] = [tensorCount(), backend.live()];
    const { y, list } = scope(() => {
      const a = tensor([1, 2]);
      return { y: add(a, 1), list: [mul(a, 2)] };
    });
    expect(tensorCount() - tensors).toBe(2);
    expect(backend.live() - buffers).toBe(2);
    expect([...y.dataSync(), ...list[0].dataSync()]).toEqual([2, 3, 2, 4]);
    y.dispose();
    list[0].dispose();
    expect(backend.live()).toBe(buffers);
  });

  it('hands what it returns to the scope around it', () => {
    const before = tensorCount();
    scope(() => {
      const inner = scope(() => add(tensor([1]), 1));
      expect(inner.dataSync()[0]).toBe(2);
    });
    expect(tensorCount()).toBe(before);
  });

  it('frees everything when the body throws', () => {
    const before = tensorCount();
    expect(() =>
      scope(() => {
        tensor([1]);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(tensorCount()).toBe(before);
  });

  it('leaves alone what was kept', () => {
    let kept: Tensor | undefined;
    scope(() => {
      kept = keep(tensor([3]));
    });
    expect(kept?.dataSync()[0]).toBe(3);
    kept?.dispose();
  });

  it('frees what was held, except what was kept or freed in between', () => {
    const before = tensorCount();
    const [a, b, c] = [tensor([1]), tensor([2]), tensor([3])];
    const free = hold([a, b, c]);
    keep(b);
    c.dispose();
    free();
    expect([a.disposed, b.disposed, c.disposed]).toEqual([true, false, true]);
    free();
    expect(b.dataSync()[0]).toBe(2);
    b.dispose();
    expect(tensorCount()).toBe(before);
  });

  it('refuses asynchronous bodies', () => {
    expect(() => scope(async () => tensor([1]))).toThrow('the function is asynchronous');
  });

  it('says what happened when a freed tensor is used', () => {
    let lost: Tensor | undefined;
    scope(() => {
      lost = tensor([1, 2]);
    });
    expect(() => add(lost as Tensor, 1)).toThrow('tensor [2] was freed');
  });

  it('keeps memory that a reshape still looks at', () => {
    const view = scope(() => reshape(tensor([1, 2, 3, 4]), [2, 2]));
    expect([...view.dataSync()]).toEqual([1, 2, 3, 4]);
    view.dispose();
  });

  it('frees at the end of a block with using', () => {
    const before = tensorCount();
    {
      using x = tensor([1]);
      expect(x.dataSync()[0]).toBe(1);
    }
    expect(tensorCount()).toBe(before);
  });
});

describe('Variable', () => {
  it('lives through scopes and counts its changes', () => {
    const w = scope(() => new Variable(tensor([1, 2]), { name: 'w' }));
    scope(() => w.assign(add(w, 1)));
    expect([...w.dataSync()]).toEqual([2, 3]);
    expect(w.version).toBe(1);
    w.dispose();
  });

  it('refuses other shapes and dtypes', () => {
    const w = new Variable(tensor([1, 2]), { name: 'w' });
    expect(() => w.assign(tensor([1]))).toThrow("assign: variable 'w' has shape [2], the value [1]");
    expect(() => w.assign(tensor([1, 2], 'int32'))).toThrow('holds float32, the value is int32');
    w.dispose();
  });

  it('leaves shared memory to the others when it is written in place', () => {
    const w = new Variable(tensor([1, 2]));
    const before = reshape(w, [2]);
    (w.prepareInPlace().buffer as Float32Array)[0] = 9;
    expect([...before.dataSync()]).toEqual([1, 2]);
    expect([...w.dataSync()]).toEqual([9, 2]);
  });
});
