import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { adamOptions, type Problem } from '../network/problem';
import { PeerAbsent, type Setup } from '../suite';

const script = fileURLToPath(new URL('pytorch.py', import.meta.url));

let python: string | null | undefined;

/** The first Python that has PyTorch; $PYTHON goes first. */
function findPython(): string | null {
  if (python !== undefined) return python;
  const candidates = [process.env.PYTHON, 'python3', '/usr/bin/python3', 'python'].filter((name) => name !== undefined);
  python =
    candidates.find((name) => spawnSync(name, ['-c', 'import torch, numpy'], { stdio: 'ignore' }).status === 0) ?? null;
  return python;
}

/** One training step of PyTorch, in a process of its own. */
export function pytorchTrain(problem: () => Problem): Setup {
  return ({ threads }) => {
    const { network, batch, images, labels, weights } = problem();
    return pytorch({
      kind: 'train',
      threads,
      network,
      batch,
      adam: adamOptions,
      images: pack(images),
      labels: pack(labels),
      weights: weights.map(({ shape, values }) => ({ shape, values: pack(values) })),
    });
  };
}

/** The product of two square matrices in PyTorch. */
export function pytorchGemm(n: number, operands: () => Float32Array[]): Setup {
  return ({ threads }) => {
    const [a, b] = operands().map(pack);
    return pytorch({ kind: 'gemm', threads, n, a, b });
  };
}

async function pytorch(job: object): Promise<Awaited<ReturnType<Setup>>> {
  const program = findPython();
  if (!program)
    throw new PeerAbsent("no Python with PyTorch was found (`python3 -c 'import torch'`; $PYTHON names another)");
  const child = spawn(program, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ask = conversation(child);
  await ask(JSON.stringify(job));
  const results: number[] = [];
  return {
    results,
    async sample(times) {
      const answer = (await ask(String(times))) as { ms: number; results: number[] };
      results.push(...answer.results);
      return answer.ms;
    },
    dispose: () => {
      child.stdin?.end();
    },
  };
}

/** A question a line, an answer a line. */
function conversation(child: ChildProcess): (line: string) => Promise<unknown> {
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('pytorch: the process has no pipes');
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const failed = new Promise<never>((_, reject) => child.on('error', reject));
  failed.catch(() => {});
  return async (line) => {
    stdin.write(`${line}\n`);
    const { value, done } = await Promise.race([answers.next(), failed]);
    if (done) throw new Error('pytorch: the process ended; its last words are above');
    return JSON.parse(value);
  };
}

function pack(values: Float32Array | Int32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}
