import { BinaryVectors } from './BinaryVectors';
import type { ByteSource } from '../readers/byteChunks';
import { parseStream } from './parseStream';
import { TextVectors } from './TextVectors';
import { VectorTable, type WordVectorsOptions } from './VectorTable';

/** The vector of each word, in the order of the file. */
export type WordVectors = Map<string, Float32Array>;

/** Options of `readWord2vec`. */
export interface ReadWord2vecOptions extends WordVectorsOptions {
  /** False for the text form, which fastText writes, too (`.vec`). Default true. */
  readonly binary?: boolean;
}

/**
 * Reads word vectors in the format of word2vec (Mikolov and others 2013), gzipped or not, piece by piece: of the 3 GB of
 * GoogleNews-vectors-negative300.bin no more is in memory than the `words` asked for.
 *
 * @param source a path (Node.js), a URL, a `File` (browser), a stream or bytes.
 * @throws {FormatError} if the file is not what it should be, or the vectors take more than `maxBytes`.
 * @throws {StriateError} if it cannot be read.
 *
 * @example
 * const words = vectorize.getVocabulary();
 * const vectors = await readWord2vec('GoogleNews-vectors-negative300.bin.gz', { words });
 * vectors.get('movie'); // Float32Array of 300
 */
export async function readWord2vec(source: ByteSource, options: ReadWord2vecOptions = {}): Promise<WordVectors> {
  const { binary = true, ...rest } = options;
  const table = new VectorTable(rest, 'readWord2vec');
  const parser = binary ? new BinaryVectors(table, 'readWord2vec') : new TextVectors(table, true, 'readWord2vec');
  await parseStream(source, parser, 'readWord2vec');
  return table.vectors;
}

/**
 * Reads word vectors in GloVe's text format (Pennington, Socher and Manning 2014), gzipped or not, piece by piece: a word and
 * its numbers on each line.
 *
 * @param source a path (Node.js), a URL, a `File` (browser), a stream or bytes.
 * @throws {FormatError} if the file is not what it should be, or the vectors take more than `maxBytes`.
 * @throws {StriateError} if it cannot be read.
 *
 * @example
 * const vectors = await readGlove('glove.6B.100d.txt', { words: vectorize.getVocabulary() });
 */
export async function readGlove(source: ByteSource, options: WordVectorsOptions = {}): Promise<WordVectors> {
  const table = new VectorTable(options, 'readGlove');
  await parseStream(source, new TextVectors(table, false, 'readGlove'), 'readGlove');
  return table.vectors;
}
