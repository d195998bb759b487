import { StriateError, type Tensor } from '@striate/tensor';
import { type CallOptions, Layer, type LayerOptions } from '../Layer';

/** What a `lambda` layer runs. */
export type LambdaFunction<I extends Tensor | readonly Tensor[] = Tensor> = (inputs: I, options: CallOptions) => Tensor;

/** The layer that `lambda` makes. */
export class Lambda extends Layer {
  static className = 'Lambda';
  readonly #function: LambdaFunction<Tensor | readonly Tensor[]>;

  constructor(run: LambdaFunction<Tensor | readonly Tensor[]>, options: LayerOptions = {}) {
    super(options);
    this.#function = run;
  }

  static override fromConfig(): never {
    throw new StriateError(
      'fromConfig: a Lambda holds code, which is not read from files; hand in a class as customObjects: { Lambda }',
    );
  }

  override getConfig(): never {
    throw new StriateError(
      `getConfig: lambda '${this.name}' is a function, which no file can hold; make it a class that extends Layer`,
    );
  }

  override call(inputs: Tensor | readonly Tensor[], options: CallOptions): Tensor {
    return this.#function(inputs, options);
  }
}

/**
 * Any function of tensors as a layer without weights. A layer with weights of its own is a class, see `Layer`.
 *
 * @example
 * lambda((x) => x.square());
 */
export function lambda<I extends Tensor | readonly Tensor[] = Tensor>(
  run: LambdaFunction<I>,
  options?: LayerOptions,
): Lambda {
  return new Lambda(run as LambdaFunction<Tensor | readonly Tensor[]>, options);
}
