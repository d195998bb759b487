import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { channelsFirst, checkScores, type Exhibit } from '../inference/Exhibit';
import type { Lesson } from '../network/lesson';
import { exportModel } from '../onnx/exportModel';
import type { Attributes, GraphWeight } from '../onnx/Graph';
import { disposeAll } from '../startBackend';
import { PeerAbsent, type Setup, type Subject } from '../suite';

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
export function pytorchTrain(lesson: () => Lesson): Setup {
  return async ({ threads }) => {
    requirePython();
    const { build, inputShape, batch, images, labels, adam } = lesson();
    const net = await build();
    const { nodes, weights, inputShape: shape } = await exportModel(net, batch);
    disposeAll(net.weights);
    const turned = channelsFirst(images, [batch, ...inputShape]);
    const arrays = new Map([...weights, ['images', { shape, values: turned }] as const]);
    return pytorch({ kind: 'train', threads, nodes, labels: [...labels], adam }, arrays);
  };
}

/** One prediction of PyTorch, once it has agreed with ours. */
export function pytorchInference(exhibit: () => Promise<Exhibit>): Setup {
  return async ({ threads }) => {
    requirePython();
    const given = await exhibit();
    const { nodes, weights, inputShape: shape } = await given.graph();
    const images = { shape, values: channelsFirst(given.image, given.shape) };
    return pytorch({ kind: 'inference', threads, nodes }, new Map([...weights, ['images', images]]), (scores) =>
      checkScores('pytorch', given, scores),
    );
  };
}

/** The product of two square matrices in PyTorch. */
export function pytorchGemm(n: number, operands: () => Float32Array[]): Setup {
  return ({ threads }) => {
    const [a, b] = operands().map((values) => ({ shape: [n, n], values }));
    return pytorch({ kind: 'gemm', threads }, new Map(Object.entries({ a, b })));
  };
}

export interface ConvGradient {
  /** Whose gradient. */
  readonly of: 'input' | 'filter';
  /** Shapes, channels first. */
  readonly x: readonly number[];
  readonly w: readonly number[];
  readonly dy: readonly number[];
  /** As ONNX has them. */
  readonly attributes: Attributes;
}

/** One of the gradients of a convolution in PyTorch, on random numbers. */
export function pytorchConvGradient(gradient: ConvGradient): Setup {
  return ({ threads }) => pytorch({ kind: 'convGradient', threads, ...gradient }, new Map());
}

function requirePython(): string {
  const program = findPython();
  if (program) return program;
  throw new PeerAbsent("no Python with PyTorch was found (`python3 -c 'import torch'`; $PYTHON names another)");
}

async function pytorch(
  job: object,
  arrays: ReadonlyMap<string, GraphWeight>,
  check?: (scores: Float32Array) => Promise<number>,
): Promise<Subject> {
  const program = requirePython();
  const folder = mkdtempSync(join(tmpdir(), 'striate-pytorch-'));
  const child = spawn(program, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    writeJob(folder, job, arrays);
    const ask = conversation(child);
    await ask(folder);
    const difference = await check?.(readNumbers(join(folder, 'scores.bin')));
    const results: number[] = [];
    return {
      results,
      difference,
      async sample(times) {
        const answer = (await ask(String(times))) as { ms: number; results: number[] };
        results.push(...answer.results);
        return answer.ms;
      },
      dispose: () => {
        child.stdin?.end();
      },
    };
  } catch (error) {
    child.kill();
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The numbers go through a file: those of VGG-16 are half a gigabyte. */
function writeJob(folder: string, job: object, arrays: ReadonlyMap<string, GraphWeight>): void {
  const places: Record<string, { shape: readonly number[]; offset: number }> = {};
  let offset = 0;
  const file = openSync(join(folder, 'numbers.bin'), 'w');
  for (const [name, { shape, values }] of arrays) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    places[name] = { shape, offset };
    offset += values.length;
  }
  closeSync(file);
  writeFileSync(join(folder, 'job.json'), JSON.stringify({ ...job, arrays: places }));
}

function readNumbers(file: string): Float32Array {
  return new Float32Array(Uint8Array.from(readFileSync(file)).buffer);
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
