import { expect, it, vi } from 'vitest';
import { Dataset } from '../Dataset';

const numbers = (n: number) => Dataset.fromArrays(Int32Array.from({ length: n }, (_, i) => i));

it('maps in workers of a page, in order, and ends them', async () => {
  const terminate = vi.spyOn(Worker.prototype, 'terminate');
  const mapped = numbers(30).map(
    async (x, i, { epoch, factor }) => {
      if (x % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      return { x: new Float32Array([x * factor, i, epoch]), window: typeof window, worker: self.constructor.name };
    },
    { parallel: 2, context: { factor: 0.5 } },
  );
  const all = await mapped.toArray();
  expect(all.map(({ x }) => [...x])).toEqual(Array.from({ length: 30 }, (_, i) => [i * 0.5, i, 0]));
  expect(all[9]).toMatchObject({ window: 'undefined', worker: 'DedicatedWorkerGlobalScope' });
  expect(terminate).toHaveBeenCalledTimes(2);
  terminate.mockRestore();
});

it('calls a function of a module there', async () => {
  const module = new URL('./testing.mjs', import.meta.url);
  expect(await numbers(3).map({ module }, { parallel: 2 }).toArray()).toEqual([
    [0, 0, 0],
    [1, 1, 0],
    [2, 2, 0],
  ]);
  const bytes = await numbers(2).map<{ data: Float32Array }>({ module, name: 'lookUp' }, { parallel: 1 }).toArray();
  expect(bytes.map(({ data }) => data[2])).toEqual([30, 30]);
});

it('names the element, and says what a function that closes over something should do', async () => {
  const factor = numbers(2).length ?? 2;
  const closing = numbers(3).map((x) => x * factor, { parallel: 1 });
  await expect(closing.toArray()).rejects.toThrow(/element 0: factor is not defined\. In a worker thread .* `context`/);
});

it('goes on in the page, with one warning, where its content-security policy has no place for workers', async () => {
  const frame = document.createElement('iframe');
  const answer = new Promise<MessageEvent>((resolve) => addEventListener('message', resolve, { once: true }));
  const source = new URL('../Dataset.ts', import.meta.url);
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="worker-src 'none'">
    <script type="module">
      const warnings = [];
      console.warn = (text) => warnings.push(text);
      const { Dataset } = await import(${JSON.stringify(source.href)});
      const mapped = Dataset.fromArrays([1, 2, 3, 4, 5, 6]).map((x) => x * 2, { parallel: 2 });
      parent.postMessage({ elements: [...(await mapped.toArray()), ...(await mapped.toArray())], warnings }, '*');
    </script>`;
  document.body.append(frame);
  const { elements, warnings } = (await answer).data;
  expect(elements).toEqual([2, 4, 6, 8, 10, 12, 2, 4, 6, 8, 10, 12]);
  expect(warnings.length).toBe(1);
  expect(warnings[0]).toMatch(/a worker thread could not start \(.*\); map goes on without/);
  frame.remove();
});
