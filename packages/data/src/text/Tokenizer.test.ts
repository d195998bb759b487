import { cpu } from '@striate/backend-cpu';
import { FormatError, StriateError, setBackend, ValueError } from '@striate/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { mutations } from '../testing/mutations';
import { type TextMatrixMode, Tokenizer, type TokenizerOptions, tokenizer } from './Tokenizer';

beforeAll(() => setBackend(cpu()));

const texts = ['The cat sat on the mat.', 'The dog sat; the dog ate my homework!'];

function fitted(options?: TokenizerOptions, on: readonly string[] = texts): Tokenizer {
  const words = tokenizer(options);
  words.fitOnTexts(on);
  return words;
}

describe('tokenizer', () => {
  it('numbers words by frequency, then by first sight', () => {
    const words = fitted();
    expect([...words.wordIndex]).toEqual([
      ['the', 1],
      ['sat', 2],
      ['dog', 3],
      ['cat', 4],
      ['on', 5],
      ['mat', 6],
      ['ate', 7],
      ['my', 8],
      ['homework', 9],
    ]);
    expect([words.documentCount, words.wordCounts.get('the'), words.wordDocs.get('the')]).toEqual([2, 4, 2]);
    expect(words.textsToSequences(['The dog ate the bird', ''])).toEqual([[1, 3, 7, 1], []]);
    expect(words.sequencesToTexts([[1, 3, 99, 2]])).toEqual(['the dog sat']);
  });

  it('uses numWords - 1 words, with oovToken for the others', () => {
    expect(fitted({ numWords: 3 }).textsToSequences(['the cat sat'])).toEqual([[1, 2]]);
    const words = fitted({ numWords: 3, oovToken: '<OOV>' });
    expect(words.wordIndex.get('<OOV>')).toBe(1);
    expect(words.textsToSequences(['the cat sat bird'])).toEqual([[2, 1, 1, 1]]);
    expect(words.sequencesToTexts([[2, 3, 1]])).toEqual(['the <OOV> <OOV>']);
  });

  it('cuts as told', () => {
    expect(tokenizer().tokenize("Don't_stop-it\tNow")).toEqual(["don't", 'stop', 'it', 'now']);
    expect(tokenizer({ lower: false, filters: '', split: ',' }).tokenize('A b,,C')).toEqual(['A b', 'C']);
    expect(tokenizer({ charLevel: true }).tokenize('A 👍')).toEqual(['a', ' ', '👍']);
    expect(tokenizer().tokenize(['New York', 'IS'])).toEqual(['new york', 'is']);
    expect(tokenizer().tokenize('정말 좋은 영화!'.normalize('NFD'))).toEqual(['정말', '좋은', '영화']);
  });

  it('counts on where it stopped', () => {
    const words = fitted();
    words.fitOnTexts(['homework homework homework homework homework']);
    expect([words.wordIndex.get('homework'), words.documentCount]).toEqual([1, 3]);
  });

  it.each<[TextMatrixMode, number[][]]>([
    ['binary', [[0, 1, 1, 0, 0]]],
    ['count', [[0, 2, 1, 0, 0]]],
    ['freq', [[0, 2 / 3, 1 / 3, 0, 0]]],
    ['tfidf', [[0, (1 + Math.log(2)) * Math.log(1 + 2 / 3), Math.log(1 + 2 / 3), 0, 0]]],
  ])('makes a matrix: %s', async (mode, expected) => {
    const x = fitted({ numWords: 5 }).textsToMatrix(['the sat the homework', ''], mode);
    expect(x.shape).toEqual([2, 5]);
    const values = await x.data();
    [...expected[0], 0, 0, 0, 0, 0].forEach((value, i) => expect(values[i]).toBeCloseTo(value, 6));
  });

  it('has a column for each word and one for none', () => {
    expect(fitted().textsToMatrix(['the']).shape).toEqual([1, 10]);
  });

  it('refuses what it cannot do', () => {
    expect(() => tokenizer({ numWords: 0 })).toThrow(ValueError);
    expect(() => tokenizer({ split: '' })).toThrow('split is empty');
    expect(() => tokenizer().textsToMatrix(['a'])).toThrow(StriateError);
    expect(() => fitted().textsToMatrix(['a'], 'tf-idf' as TextMatrixMode)).toThrow("did you mean 'tfidf'?");
  });
});

describe('its JSON', () => {
  it('makes the same again, words like 10 and __proto__ included', () => {
    const words = fitted({ oovToken: '<OOV>', numWords: 6, filters: '.' }, [
      ...texts,
      'zebra 10 7 constructor __proto__ 7 10 zebra',
    ]);
    const json = words.toJson();
    const again = Tokenizer.fromJson(json);
    expect(again.toJson()).toBe(json);
    expect([...again.wordIndex]).toEqual([...words.wordIndex]);
    again.fitOnTexts(['owl']);
    words.fitOnTexts(['owl']);
    expect([...again.wordIndex]).toEqual([...words.wordIndex]);
  });

  it("reads Keras'", () => {
    const json = JSON.stringify({
      class_name: 'Tokenizer',
      config: {
        num_words: null,
        filters: '!',
        lower: true,
        split: ' ',
        char_level: false,
        oov_token: null,
        document_count: 1,
        word_counts: '{"b": 1, "a": 2}',
        word_docs: '{"a": 1, "b": 1}',
        index_docs: '{"1": 1, "2": 1}',
        index_word: '{"1": "a", "2": "b"}',
        word_index: '{"a": 1, "b": 2}',
      },
    });
    expect(Tokenizer.fromJson(json).textsToSequences(['B a!'])).toEqual([[2, 1]]);
  });

  it('is checked', () => {
    const good = fitted().toJson();
    expect(() => Tokenizer.fromJson('{')).toThrow(FormatError);
    expect(() => Tokenizer.fromJson('[]')).toThrow('the text is not an object');
    expect(() => Tokenizer.fromJson(good.replace('"Tokenizer"', '"Token"'))).toThrow('class_name is "Token"');
    expect(() => Tokenizer.fromJson(good.replace('\\"the\\": 1', '\\"the\\": 7'))).toThrow('does not number its words');
    expect(() => Tokenizer.fromJson(good.replace('"document_count":2', '"document_count":-2'))).toThrow(
      'document_count is -2',
    );
  });

  it('gives a tokenizer or a FormatError, whatever 20,000 damages are done to it', () => {
    const good = new TextEncoder().encode(fitted({ oovToken: 'x' }, ['a b a']).toJson());
    for (const bytes of mutations(good, 20_000, 14)) {
      const json = new TextDecoder().decode(bytes);
      try {
        Tokenizer.fromJson(json).textsToSequences(['a b c']);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
      }
    }
  }, 30_000);
});
