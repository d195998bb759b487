// Every program that a page or a doc block shows compiles: all of them in one program, which reads the library once.
import { expect, test } from 'vitest';
import { compile } from './programs/compile';
import { pagePrograms } from './programs/pagePrograms';
import { readExamples } from './programs/readExamples';
import { wholeProgram } from './programs/wholeProgram';

const onPages = pagePrograms();
const inDocBlocks = new Map(readExamples().map((example) => [example.name, wholeProgram(example).text]));

test(`the ${onPages.size} programs on pages and the ${inDocBlocks.size} examples in doc blocks compile`, {
  timeout: 240_000,
}, () => {
  expect(onPages.size).toBeGreaterThan(90);
  expect(inDocBlocks.size).toBeGreaterThan(310);
  expect(compile(new Map([...onPages, ...inDocBlocks]))).toEqual([]);
});
