import { cpu } from '@striate/backend-cpu';
import { FormatError, StriateError, setBackend } from '@striate/tensor';
import { beforeAll, expect, it } from 'vitest';
import { embeddingMatrix } from './embeddingMatrix';
import { readGlove, readWord2vec } from './readWord2vec';
import { textVectorization } from './TextVectorization';

beforeAll(() => setBackend(cpu()));

const glove = 'the 1 2\n영화 3 4\n좋은 5 6\n';

async function gzip(text: string): Promise<File> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new File([await new Response(packed).blob()], 'vectors.txt.gz');
}

it('reads a gzipped file that a page is given, and a URL, and begins an embedding with it', async () => {
  const vectorize = textVectorization({ outputSequenceLength: 3 });
  await vectorize.adapt(['좋은 영화!', '영화']);
  expect(await vectorize.call(['좋은 책']).array()).toEqual([[3, 1, 0]]);
  const words = vectorize.getVocabulary();
  const vectors = await readGlove(await gzip(glove), { words });
  expect([...vectors.keys()]).toEqual(['영화', '좋은']);
  const url = URL.createObjectURL(new Blob([`3 2\n${glove}`]));
  expect(await readWord2vec(url, { words, binary: false })).toEqual(vectors);
  const rows = (await embeddingMatrix(words, vectors, { seed: 1 }).array()) as number[][];
  expect(rows[2]).toEqual([3, 4]);
});

it('says what is wrong', async () => {
  const cut = (await gzip(glove)).slice(0, 20);
  await expect(readGlove(cut)).rejects.toThrow(FormatError);
  await expect(readGlove('/no-such-vectors.txt')).rejects.toThrow(StriateError);
  await expect(readGlove('/no-such-vectors.txt')).rejects.toThrow("readGlove: cannot read '/no-such-vectors.txt'");
});
