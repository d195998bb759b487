import { warmCosine } from '@striate/kit';
import { adam, Dataset, movieReviews, movieReviewsCard, textCnn, textVectorization, trainTestSplit } from 'striate';
import { besideCheckout } from '../besideCheckout';
import { testTensors } from '../labelledArrays';
import type { Recipe } from '../Recipe';

const batchSize = 50;
const [words, length] = [5000, 56];

/** What keeps the file small: the paper has all 18,765 words, 300 numbers a word and 100 filters. */
const options = { vocabulary: words, dimensions: 40, filters: 64 } as const;

/** The text CNN on nine tenths of Pang and Lee's movie reviews, all words random at first: Adam, and a rate that falls along a cosine. */
export const textCnnMovieReviews: Recipe = {
  name: 'textCnn-movie-reviews',
  epochs: 6,
  seed: 2014,
  least: 75,
  about: {
    title: 'A text CNN for reviews of films',
    network: 'textCnn',
    weights: 'movie-reviews',
    options,
    trainedOn: 'Sentence polarity data set 1.0, 9,595 of its 10,662 sentences',
    measuredOn: 'Sentence polarity data set 1.0, the other 1,067 sentences',
    licence: `MIT; of the sentences: ${movieReviewsCard.licence}`,
    citation: movieReviewsCard.citation,
    labels: movieReviewsCard.classNames,
    inputs:
      "English sentences, cleaned as Kim did (`standardize: 'kim2014'`) and cut into words: the numbers, in the vocabulary that comes with the weights, of the first 56; 0 where there are fewer, 1 for a word that it does not have.",
    training:
      'Batches of 50; the 4,998 most frequent words of the sentences trained on, vectors of 40 numbers, 64 filters each for 3, 4 and 5 words; cross-entropy, dropout, Adam, a learning rate that rises to 0.002 and falls to 0 along a cosine.',
    use: 'Lectures, demonstrations, tests.',
    limits:
      'It has read 9,595 sentences of professional reviews from around 2000, and nothing else: no word vectors were learned elsewhere. Irony, other subjects and everyday language are beyond it.',
  },
  async prepare(folder = besideCheckout('movie-reviews'), seed) {
    const { texts, labels } = await movieReviews({ folder });
    const { train, test } = trainTestSplit({ x: texts, y: labels }, { testSize: 0.1, stratify: true, seed });
    const vectorize = textVectorization({ standardize: 'kim2014', maxTokens: words, outputSequenceLength: length });
    // Words of the test sentences are not looked at.
    await vectorize.adapt(train.x);
    const numbers = ({ x, y }: { readonly x: readonly string[]; readonly y: Int32Array }) => {
      const data = new Int32Array(x.length * length);
      x.forEach((text, i) => {
        data.set(vectorize.encode(text), i * length);
      });
      return { x: { data, shape: [x.length, length] }, y };
    };
    return {
      train: Dataset.fromArrays(numbers(train)).shuffle({ seed }).batch(batchSize),
      steps: Math.ceil(train.x.length / batchSize),
      test: testTensors(numbers(test)),
      vocabulary: vectorize.getVocabulary(),
    };
  },
  build(steps) {
    const net = textCnn(options);
    net.compile({
      optimizer: adam({ learningRate: warmCosine(2e-3, steps) }),
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    });
    return net;
  },
};
