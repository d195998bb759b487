import type { GlReading, RaceReport, SideReport } from './contract';

/** By how much results may differ, in parts of the largest. */
const tolerance = 1e-3;

/** A line of what was read of a side. */
export function describe({ name, firstMs, medianMs, minMs, times, samples, drawsPerRun, gl }: SideReport): string {
  return [
    `${name} median ${ms(medianMs)}, min ${ms(minMs)} (${samples} samples of ${times}), first ${ms(firstMs)}`,
    `${Math.round(drawsPerRun)} draws a run`,
    describeGl(gl),
  ].join(', ');
}

export function describeGl({ programs, peakBytes, renderer }: GlReading): string {
  return `${programs} programs, textures ${(peakBytes / 1e6).toFixed(2)} MB at most, ${renderer}`;
}

/** Wrong results, work left undone, and more texture memory than the peer takes: what no busy machine is to blame for. */
export function complaintsOf(name: string, { sides, differences }: RaceReport): string[] {
  const wrong = sides.flatMap((side, i) =>
    // Written so that NaN is refused too.
    differences[i] <= tolerance ? [] : [`${name}: ${side.name} is ${differences[i]} of the largest off`],
  );
  // Of a chain whose end alone is read, a lazy library could leave out the rest.
  const idle = sides.flatMap((side) =>
    side.drawsPerRun >= 1 ? [] : [`${name}: ${side.name} draws ${side.drawsPerRun} times a run: it leaves out work`],
  );
  const [own, other] = sides;
  return [...wrong, ...idle, ...(other ? greedy(name, own.gl, other.gl) : [])];
}

export function greedy(name: string, own: GlReading, other: GlReading): string[] {
  if (own.peakBytes <= other.peakBytes) return [];
  return [`${name}: ${own.peakBytes} bytes of textures at most, where the peer takes ${other.peakBytes}`];
}

/** What went wrong in the page, without the trace through what is minified there. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\n {4}at [\s\S]*$/, '').replace(/^page\.evaluate: /, '');
}

export function significant(value: number): number {
  return Number(value.toPrecision(6));
}

function ms(value: number): string {
  return `${value.toPrecision(3)} ms`;
}
