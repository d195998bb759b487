// tsx src/run.ts fashion-mnist <folder with the four files> | lecture-three | resnet-34
import { fashionMnist } from 'striate';
import { compare } from './fashionMnist';
import { lectureThree } from './lectureThree';
import { resNet34 } from './resNet34';

const programs: Record<string, (argument?: string) => unknown> = {
  'fashion-mnist': async (folder = 'data/fashion-mnist') => console.log(await compare(await fashionMnist({ folder }))),
  'lecture-three': () => lectureThree().summary(),
  'resnet-34': () => resNet34().summary(),
};

const [name, argument] = process.argv.slice(2);
const program = programs[name];
if (program) await program(argument);
else {
  console.error(`Usage: tsx src/run.ts <${Object.keys(programs).join(' | ')}> [folder]`);
  process.exitCode = 2;
}
