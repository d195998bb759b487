import '../onCpu';
import { type Layer, StriateError, scope, type Tensor, textCnn, textVectorization, vocabularyOf } from 'striate';
import type { Filter, Reading } from './Reading';

const length = 56;
const widths = [3, 4, 5];

/** Loads the network of the movie reviews; gives a function that reads sentences, the longest of 56 words. */
export async function sentenceReader(): Promise<(sentence: string) => Promise<Reading>> {
  const [net, vocabulary] = await Promise.all([
    textCnn({ weights: 'movie-reviews' }),
    vocabularyOf('textCnn', 'movie-reviews'),
  ]);
  const vectorize = textVectorization({ standardize: 'kim2014', vocabulary, outputSequenceLength: length });
  const layer = (name: string): Layer => {
    const found = net.layers.find((each) => each.name === name);
    if (found) return found;
    throw new StriateError(`The network has no layer '${name}'.`);
  };
  const [embedding, padding] = [layer('embedding'), layer('zero_padding1d')];
  const convolutions = widths.map((width) => layer(`conv${width}`));
  const [kernel, biases] = await Promise.all(layer('classifier').weights.map((weight) => weight.data()));

  return async (sentence) => {
    const tokens = vectorize.tokenize(sentence).slice(0, length);
    const [vectors, ...maps] = scope(() => {
      const embedded = embedding.run(vectorize.call([sentence])) as Tensor;
      const padded = padding.run(embedded) as Tensor;
      return [embedded, ...convolutions.map((convolution) => convolution.run(padded) as Tensor)];
    });
    const [vectorValues, ...answers] = await Promise.all([vectors, ...maps].map((tensor) => tensor.data()));
    const numbers = vectorize.encode(sentence);
    const size = vectors.shape[2];
    const filters = maps.flatMap(({ shape }, group) =>
      Array.from({ length: shape[2] }, (_, number): Filter => {
        const own = Float32Array.from({ length: shape[1] }, (_, at) => answers[group][at * shape[2] + number]);
        const pooled = own.reduce((most, value) => Math.max(most, value));
        const row = (group * shape[2] + number) * 2;
        const contribution = pooled * (kernel[row + 1] - kernel[row]);
        return { width: widths[group], number, answers: own, at: own.indexOf(pooled), pooled, contribution };
      }),
    );
    for (const tensor of [vectors, ...maps]) tensor.dispose();
    const bias = biases[1] - biases[0];
    const logOdds = filters.reduce((sum, { contribution }) => sum + contribution, bias);
    const positive = 1 / (1 + Math.exp(-logOdds));
    const words = tokens.map((text, i) => ({
      text,
      known: numbers[i] > 1,
      vector: Float32Array.from(vectorValues.subarray(i * size, (i + 1) * size)),
    }));
    return {
      words,
      filters,
      bias,
      logOdds,
      probabilities: [1 - positive, positive],
      padding: Math.max(...widths) - 1,
    };
  };
}
