import { cpu } from '@striate/backend-cpu';
import { DTypeError, StriateError, setBackend, ValueError } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dataset } from '../Dataset';
import {
  type TextOutputMode,
  TextVectorization,
  type TextVectorizationOptions,
  textVectorization,
} from './TextVectorization';

beforeAll(() => setBackend(cpu()));

async function adapted(texts: readonly string[], options?: TextVectorizationOptions): Promise<TextVectorization> {
  const vectorize = textVectorization(options);
  await vectorize.adapt(texts);
  return vectorize;
}

describe('textVectorization', () => {
  it("does what the examples of Keras' documentation do", async () => {
    const vectorize = await adapted(['foo', 'bar', 'baz'], { maxTokens: 5000, outputSequenceLength: 4 });
    const x = vectorize.call(['foo qux bar', 'qux baz']);
    expect([x.dtype, await x.array()]).toEqual([
      'int32',
      [
        [2, 1, 4, 0],
        [1, 3, 0, 0],
      ],
    ]);
    const given = textVectorization({ vocabulary: ['earth', 'wind', 'and', 'fire'] });
    expect(given.getVocabulary()).toEqual(['', '[UNK]', 'earth', 'wind', 'and', 'fire']);
    expect(given.getVocabulary({ includeSpecialTokens: false })).toEqual(['earth', 'wind', 'and', 'fire']);
    expect(given.vocabularySize).toBe(6);
  });

  it.each<[TextOutputMode, number[] | undefined, ...number[][]]>([
    ['multiHot', undefined, [0, 1, 0, 1, 1], [1, 0, 1, 0, 1]],
    ['count', undefined, [0, 1, 0, 1, 2], [2, 0, 1, 0, 1]],
    ['tfIdf', [0.25, 0.75, 0.6, 0.4], [0, 0.25, 0, 0.6, 0.8], [1, 0, 0.75, 0, 0.4]],
  ])('gives a number for each token: %s', async (outputMode, idfWeights, ...rows) => {
    const vectorize = textVectorization({ outputMode, idfWeights, vocabulary: ['a', 'b', 'c', 'd'] });
    const x = vectorize.call(['a c d d', 'd z b z']);
    expect([x.dtype, x.shape]).toEqual(['float32', [2, 5]]);
    [...(await x.data())].forEach((value, i) => expect(value).toBeCloseTo(rows.flat()[i], 6));
    expect(vectorize.getVocabulary()).toEqual(['[UNK]', 'a', 'b', 'c', 'd']);
  });

  it('weighs a token by the texts that have it', async () => {
    const vectorize = await adapted(['a a b', 'a c', 'a'], { outputMode: 'tfIdf' });
    expect(vectorize.getVocabulary()).toEqual(['[UNK]', 'a', 'c', 'b']);
    const [common, rare] = [Math.log(1 + 3 / 4), Math.log(1 + 3 / 2)];
    const [unknown, a, c, b] = vectorize.encode('b a b zzz');
    expect([a, c]).toEqual([Math.fround(common), 0]);
    expect(b).toBeCloseTo(2 * rare, 6);
    expect(unknown).toBeCloseTo((common + 2 * rare) / 3, 6);
  });

  it('keeps the most frequent tokens, of equal ones the last in the alphabet', async () => {
    const texts = ['b b a a c', 'c c d'];
    expect((await adapted(texts, { maxTokens: 4 })).getVocabulary()).toEqual(['', '[UNK]', 'c', 'b']);
    const wide = await adapted(texts, { maxTokens: 9, outputMode: 'count', padToMaxTokens: true });
    expect(wide.call(['a']).shape).toEqual([1, 9]);
    expect([...wide.encode('b c c')]).toEqual([0, 2, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('counts runs of tokens', async () => {
    expect(textVectorization({ ngrams: 2 }).tokenize('not so good')).toEqual([
      'not',
      'so',
      'good',
      'not so',
      'so good',
    ]);
    expect(textVectorization({ ngrams: [3, 5] }).tokenize('A b, c!')).toEqual(['a b c']);
    const vectorize = await adapted(['so good', 'not so good'], { ngrams: [2] });
    expect([...vectorize.encode('so good is not so')]).toEqual([2, 1, 1, 3]);
  });

  it('cleans and cuts as told', () => {
    const tokens = (options: TextVectorizationOptions, text: string) => textVectorization(options).tokenize(text);
    expect(tokens({}, " Don't  panic:\tit's #1! ")).toEqual(['dont', 'panic', 'its', '1']);
    expect(tokens({ standardize: 'lower' }, 'Ab! C')).toEqual(['ab!', 'c']);
    expect(tokens({ standardize: 'stripPunctuation' }, 'Ab! C+')).toEqual(['Ab', 'C']);
    expect(tokens({ standardize: null, split: 'character' }, 'a B👍')).toEqual(['a', ' ', 'B', '👍']);
    expect(tokens({ standardize: 'kim2014' }, "It's great!")).toEqual(['it', "'s", 'great', '!']);
    expect(tokens({ standardize: (s) => s.replace('x', ''), split: (s) => s.split('-') }, 'ax-b')).toEqual(['a', 'b']);
    expect(tokens({ split: null }, 'New York')).toEqual(['new york']);
  });

  it('reads Korean, composed or not, and punctuation beyond ASCII', async () => {
    const text = '“정말 재미있는 영화!” … 추천합니다。 ♥';
    const words = ['정말', '재미있는', '영화', '추천합니다', '♥'];
    const vectorize = await adapted([text, '영화 영화']);
    expect(vectorize.tokenize(text)).toEqual(words);
    expect(vectorize.tokenize(text.normalize('NFD'))).toEqual(words);
    expect(vectorize.tokenize('ÉCOLE Straße ΑΣ')).toEqual(['école', 'straße', 'ας']);
    expect(vectorize.getVocabulary()[2]).toBe('영화');
    const characters = await adapted(['좋다 좋아'], { split: 'character' });
    expect(characters.getVocabulary().slice(2)).toEqual(['좋', '아', '다', ' ']);
  });

  it('takes words that objects have as properties', async () => {
    const vectorize = await adapted(['constructor __proto__ toString'], { standardize: null });
    expect([...vectorize.encode('__proto__ constructor hasOwnProperty')]).toEqual([4, 3, 1]);
  });

  it('adapts on a data set and works in its map, before batch', async () => {
    const reviews = Dataset.fromArrays({ text: ['a good film', 'bad', 'a bad film'], y: [1, 0, 0] });
    const vectorize = textVectorization({ outputSequenceLength: 2 });
    await vectorize.adapt(reviews.map(({ text }) => text));
    expect(vectorize.getVocabulary()).toEqual(['', '[UNK]', 'film', 'bad', 'a', 'good']);
    const [batch] = await reviews
      .map(({ text, y }) => ({ x: vectorize.encode(text), y }))
      .batch(3)
      .toArray();
    expect([batch.x.dtype, await batch.x.array(), await batch.y.array()]).toEqual([
      'int32',
      [
        [4, 5],
        [3, 0],
        [4, 3],
      ],
      [1, 0, 0],
    ]);
  });

  it('forgets what it learned when it adapts again', async () => {
    const vectorize = await adapted(['old words']);
    await vectorize.adapt(['new']);
    expect(vectorize.getVocabulary()).toEqual(['', '[UNK]', 'new']);
  });

  it('gives nothing for nothing', async () => {
    const vectorize = await adapted(['a']);
    expect(vectorize.call([]).shape).toEqual([0, 0]);
    expect(vectorize.call(['', ' ']).shape).toEqual([2, 0]);
    expect(await vectorize.call(['a', '']).array()).toEqual([[2], [0]]);
  });
});

describe('its configuration', () => {
  it('is that of Keras, and makes the same again', async () => {
    const vectorize = await adapted(['a b b', 'c'], { outputMode: 'tfIdf', ngrams: [1, 2], maxTokens: 50 });
    const config = vectorize.getConfig();
    expect(config).toMatchObject({
      max_tokens: 50,
      standardize: 'lower_and_strip_punctuation',
      split: 'whitespace',
      ngrams: [1, 2],
      output_mode: 'tf_idf',
      output_sequence_length: null,
      pad_to_max_tokens: false,
    });
    const again = TextVectorization.fromConfig(JSON.parse(JSON.stringify(config)));
    expect(again.getConfig()).toEqual(config);
    expect(again.encode('b c q')).toEqual(vectorize.encode('b c q'));
  });

  it('may come from Keras', () => {
    const vectorize = TextVectorization.fromConfig({
      name: 'text_vectorization',
      dtype: 'int64',
      standardize: 'lower',
      split: null,
      ragged: false,
      vocabulary: ['', '[UNK]', 'x'],
    });
    expect([...vectorize.encode('X')]).toEqual([2]);
    expect(() => TextVectorization.fromConfig({ sparse: true })).toThrow("'sparse' is set");
    expect(() => TextVectorization.fromConfig({ output_mode: 'multi_hit' })).toThrow("did you mean 'multiHot'?");
  });

  it('holds no functions', () => {
    expect(() => textVectorization({ split: (s) => [s] }).getConfig()).toThrow(/split is a function.*getVocabulary/);
  });
});

describe('textVectorization refuses', () => {
  it.each<[TextVectorizationOptions, string]>([
    [{ maxTokens: 2 }, 'maxTokens 2 is not a whole number >= 3'],
    [{ ngrams: [0] }, 'ngrams 0 is not'],
    [{ outputSequenceLength: 2.5 }, 'outputSequenceLength 2.5 is not'],
    [
      { outputMode: 'count', outputSequenceLength: 5 },
      "outputSequenceLength 5 goes with outputMode 'int', not 'count'",
    ],
    [{ padToMaxTokens: true, maxTokens: 5 }, 'padToMaxTokens needs maxTokens, and an outputMode'],
    [{ vocabulary: [] }, 'it has no tokens'],
    [{ vocabulary: ['a', 'b', 'a'] }, "'a' is there twice"],
    [{ vocabulary: ['a', '[UNK]'] }, "'[UNK]' stands for what is not a word; it is token 1"],
    [{ vocabulary: ['a', 'b'], maxTokens: 3 }, 'has 4 tokens with 2 special ones, maxTokens is 3'],
    [{ vocabulary: ['a'], outputMode: 'tfIdf' }, "'tfIdf' needs idfWeights"],
    [{ vocabulary: ['a'], idfWeights: [1] }, "'int' takes no idfWeights"],
    [{ vocabulary: ['a'], outputMode: 'tfIdf', idfWeights: [1, 2] }, 'idfWeights has 2 values'],
  ])('%j', (options, message) => {
    expect(() => textVectorization(options)).toThrow(ValueError);
    expect(() => textVectorization(options)).toThrow(message);
  });

  it('names that stand for nothing', () => {
    // @ts-expect-error the types know the names
    expect(() => textVectorization({ standardize: 'lower_and_strip_punctuation' })).toThrow(
      "standardize 'lower_and_strip_punctuation' is not known; did you mean 'lowerAndStripPunctuation'?",
    );
    // @ts-expect-error the types know the names
    expect(() => textVectorization({ max_tokens: 5 })).toThrow(
      "option 'max_tokens' is not known; did you mean 'maxTokens'?",
    );
    // @ts-expect-error the types know the names
    expect(() => textVectorization({ split: 'char' })).toThrow('There are whitespace, character');
  });

  it('work before there is a vocabulary, and texts that are none', async () => {
    const vectorize = textVectorization();
    expect(() => vectorize.call(['a'])).toThrow(StriateError);
    expect(() => vectorize.encode('a')).toThrow('there is no vocabulary yet: adapt(texts)');
    await expect(vectorize.adapt('text')).rejects.toThrow('adapt takes texts, got a single one');
    await expect(vectorize.adapt(['!', ' '])).rejects.toThrow('found no token in 2 texts');
    const examples = Dataset.fromArrays({ text: ['a'] }) as unknown as Dataset<string>;
    await expect(vectorize.adapt(examples)).rejects.toThrow(DTypeError);
    await vectorize.adapt(['a']);
    expect(() => vectorize.call(['a', 5 as unknown as string])).toThrow('element 1 is 5');
    expect(() => vectorize.call('a' as unknown as string[])).toThrow('takes a list of texts');
  });
});
