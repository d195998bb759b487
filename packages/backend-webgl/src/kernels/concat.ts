import type { Kernels } from '@striate/tensor';
import { glsl, type Kind } from '../device/formats';
import type { ProgramSpec } from '../device/Program';
import type { Texture } from '../device/TexturePool';
import type { Gpu, GpuView } from '../Gpu';
import type { GpuBuffer } from '../GpuBuffer';
import { naturalColumns } from '../layout';
import { eachLane, inLoop } from './inLoop';
import { allKinds, bothForms, movesWhole, texelOf } from './whole';

/** Inputs of a program: for two, four or eight, of which some may be empty. */
const counts = [2, 4, 8] as const;
const most = 8;

type Count = (typeof counts)[number];

/** Each run of `length` values of the output is made of a run of every input: of the first up to `ends[0]`, and so on. */
function program(kind: Kind, count: Count, whole: boolean): ProgramSpec {
  const { scalar, vector } = glsl[kind];
  const names = Array.from({ length: count }, (_, i) => `x${i}`);
  const end = (i: number) => (i < 0 ? '0' : i < 4 ? `ends[${i}]` : `moreEnds[${i - 4}]`);
  const read = (i: number) =>
    `return x${i}${whole ? 'Texel' : 'Element'}(run * (${end(i)} - ${end(i - 1)}) + place - ${end(i - 1)});`;
  return {
    name: 'concat',
    inputs: Object.fromEntries(names.map((x) => [x, kind])),
    output: kind,
    main: whole ? undefined : inLoop(kind),
    uniforms: { ends: 'ivec4', moreEnds: 'ivec4', length: 'int' },
    head: `${names.map((x) => texelOf(x, kind)).join('')}
${whole ? vector : scalar} get(int i) {
  int run = i / length;
  int place = i - run * length;
${names.map((_, i) => (i < count - 1 ? `  if (place < ${end(i)}) ${read(i)}\n` : `  ${read(i)}\n`)).join('')}}`,
    value: whole ? 'return get(row * outLayout.x + texel * 4);' : eachLane(kind, 'get'),
  };
}

const programs = allKinds((kind) =>
  bothForms(
    (whole): Readonly<Record<Count, ProgramSpec>> => ({
      2: program(kind, 2, whole),
      4: program(kind, 4, whole),
      8: program(kind, 8, whole),
    }),
  ),
);

/** What is put side by side: a texture, of which every run has `length` values. */
interface Part {
  readonly texture: Texture;
  readonly length: number;
}

const lengthOf = (parts: readonly Part[]): number => parts.reduce((n, part) => n + part.length, 0);

function draw(gpu: Gpu, out: Texture, parts: readonly Part[]): void {
  const count = counts.find((n) => n >= parts.length) ?? most;
  let end = 0;
  const ends = Array.from({ length: most }, (_, i) => {
    end += parts[i]?.length ?? 0;
    return end;
  });
  const whole = parts.every(({ texture, length }) => movesWhole(texture.layout, out.layout, [length]));
  const textures = Array.from({ length: count }, (_, i) => (parts[i] ?? parts[0]).texture);
  const uniforms = { ends: ends.slice(0, 4), moreEnds: ends.slice(4), length: end };
  gpu.draw(programs[out.kind][whole ? 'whole' : 'single'][count], out, textures, uniforms);
}

export function concat(gpu: Gpu) {
  return {
    concat: (inputs, out) => {
      const [outer, , inner] = out.shape;
      const views = inputs.filter((view) => view.size > 0);
      if (views.length === 0) return;
      const columns = columnsFor(gpu, views, out);
      let parts: readonly Part[] = views.map((view) => {
        const length = view.shape[1] * inner;
        // A row for each run, if the values lie in no other rows.
        return { texture: gpu.texture(view, inner === 1 ? rowOf(gpu, view, length) : undefined), length };
      });
      const temporaries: Texture[] = [];
      while (parts.length > most) {
        parts = Array.from({ length: Math.ceil(parts.length / most) }, (_, i) => {
          const group = parts.slice(i * most, (i + 1) * most);
          if (group.length === 1) return group[0];
          const length = lengthOf(group);
          const texture = gpu.temporary(
            outer * length,
            naturalColumns([outer, length], outer * length, gpu.device),
            out.dtype,
          );
          temporaries.push(texture);
          draw(gpu, texture, group);
          return { texture, length };
        });
      }
      draw(gpu, gpu.target(out, columns), parts);
      for (const texture of temporaries) gpu.release(texture);
    },
  } satisfies Partial<Kernels<GpuBuffer>>;
}

/** Along the last axis, rows of it; else rows as the inputs have them, so that these move as they are. */
function columnsFor(gpu: Gpu, inputs: readonly GpuView[], { shape: [outer, total, inner], size }: GpuView): number {
  if (inner === 1) return naturalColumns([outer, total], size, gpu.device);
  const columns = gpu.columnsOf(inputs[0]);
  return inner % columns === 0 ? columns : naturalColumns([outer, total, inner], size, gpu.device);
}

/** The columns of values in runs of `length` that are to be uploaded; those on the device stay as they are. */
function rowOf(gpu: Gpu, view: GpuView, length: number): number | undefined {
  const lies = view.buffer.pending || view.buffer.textures.length > 0;
  return lies ? undefined : naturalColumns([view.size / length, length], view.size, gpu.device);
}
