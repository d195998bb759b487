import { formatShape, type Tensor } from '@striate/tensor';

/** What keeps a layer that takes these axes, the last of this size where it is known, from taking the inputs. */
export function misfit(
  inputs: Tensor | readonly Tensor[],
  axes: readonly string[],
  features: number | undefined,
): string | undefined {
  if (Array.isArray(inputs)) return `takes one tensor, got an array of ${inputs.length}`;
  const { shape } = inputs as Tensor;
  if (shape.length !== axes.length) return `takes [${axes.join(', ')}], got ${formatShape(shape)}`;
  const last = shape[shape.length - 1];
  if (features !== undefined && last !== features)
    return `was built for ${features} ${axes.at(-1)}, got ${last}: ${formatShape(shape)}`;
}
