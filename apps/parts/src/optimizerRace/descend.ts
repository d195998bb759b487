import '../onCpu';
import { ops, scalar, scope, type Tensor, tensor, Variable, valueAndGrads } from 'striate';
import { makeOptimizer } from './makeOptimizer';
import { courses, type RacerName, type ScheduleName, type SurfaceName } from './racers';

/** Where an optimizer is after each step, and how high. */
export interface Path {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly height: readonly number[];
}

const { add, mul, square, sub } = ops;

const surfaces: Readonly<Record<SurfaceName, (x: Tensor, y: Tensor) => Tensor>> = {
  bowl: (x, y) => add(mul(square(x), 1 / 20), square(y)),
  valley: (x, y) => add(mul(square(sub(1, x)), 1 / 10), square(sub(y, square(x)))),
  saddle: (x, y) => add(mul(square(x), 1 / 2), sub(mul(square(square(y)), 1 / 4), mul(square(y), 1 / 2))),
  hills: (x, y) => {
    const [a, b] = [add(square(x), sub(y, 11)), add(x, sub(square(y), 7))];
    return mul(add(square(a), square(b)), 1 / 100);
  },
};

/** Beyond this an optimizer has left for good. */
const lost = 1e4;

/** Lets an optimizer of Striate go down a surface. */
export async function descend(
  surface: SurfaceName,
  racer: RacerName,
  rate: number,
  schedule: ScheduleName,
  steps: number,
): Promise<Path> {
  const { start } = courses[surface];
  const [x, y] = start.map((value) => new Variable(scalar(value)));
  const optimizer = makeOptimizer(racer, rate, schedule, steps);
  const path = { x: [] as number[], y: [] as number[], height: [] as number[] };
  for (let step = 0; step <= steps; step++) {
    const { value, grads } = valueAndGrads(() => surfaces[surface](x, y))([x, y]);
    const [[atX], [atY], [height]] = await Promise.all([x.data(), y.data(), value.data()]);
    if (!(Math.abs(atX) < lost && Math.abs(atY) < lost)) break;
    path.x.push(atX);
    path.y.push(atY);
    path.height.push(height);
    optimizer.apply(grads, [x, y]);
    for (const used of [value, ...grads]) used.dispose();
  }
  return path;
}

/** The surface's heights on a grid of pixels, row by row from the top. */
export async function heights(surface: SurfaceName, size: number): Promise<Float32Array> {
  const { x, y } = courses[surface];
  const along = ([from, to]: readonly [number, number]) =>
    Array.from({ length: size }, (_, i) => from + ((to - from) * (i + 0.5)) / size);
  const grid = scope(() =>
    surfaces[surface](
      tensor([along(x)]),
      tensor(
        along(y)
          .reverse()
          .map((value) => [value]),
      ),
    ),
  );
  return Float32Array.from(await grid.data());
}
