// tsx src/run.ts fashion-mnist <folder with the four files> | lecture-three | resnet-34 | text-cnn <folder with the two files>
import { readFile } from 'node:fs/promises';
import { fashionMnist, lecture3Cnn, lecture3ResNet34 } from 'striate';
import { classifyTexts } from './classifyTexts';
import { compare } from './fashionMnist';

/** The movie reviews of Pang and Lee (2005): a sentence a line, in Latin-1. */
async function reviews(folder: string) {
  const read = async (name: string) =>
    (await readFile(`${folder}/${name}`, 'latin1')).split('\n').filter((line) => line);
  const [bad, good] = [await read('rt-polarity.neg'), await read('rt-polarity.pos')];
  return {
    x: [...bad, ...good],
    y: Int32Array.from({ length: bad.length + good.length }, (_, i) => Number(i >= bad.length)),
  };
}

const programs: Record<string, (argument?: string) => unknown> = {
  'fashion-mnist': async (folder = 'data/fashion-mnist') => console.log(await compare(await fashionMnist({ folder }))),
  'lecture-three': () => lecture3Cnn().summary(),
  'resnet-34': () => lecture3ResNet34().summary(),
  'text-cnn': async (folder = 'data/movie-reviews') =>
    console.log((await classifyTexts(await reviews(folder))).accuracy),
};

const [name, argument] = process.argv.slice(2);
const program = programs[name];
if (program) await program(argument);
else {
  console.error(`Usage: tsx src/run.ts <${Object.keys(programs).join(' | ')}> [folder]`);
  process.exitCode = 2;
}
