import { webgl } from '@striate/backend-webgl';
import { type Backend, setBackend } from '@striate/tensor';
import { stripeNetwork } from '../../../testing/stripeNetwork';
import { stripes } from '../../../testing/stripes';

/** What a short training leaves behind. */
export interface Trained {
  readonly loss: readonly number[];
  readonly weights: readonly (readonly number[])[];
}

export async function trainOn<B>(backend: Backend<B>): Promise<Trained> {
  await setBackend(backend);
  const net = stripeNetwork();
  const { x, y } = stripes(64);
  const { history } = await net.fit(x, y, { epochs: 3, batchSize: 16, verbose: 0 });
  const weights = await Promise.all(net.weights.map(async (weight) => [...(await weight.data())]));
  return { loss: history.loss, weights };
}

/** On a context of its own: an OffscreenCanvas', where there is no page. */
export const trainOnWebgl = (): Promise<Trained> => trainOn(webgl());
