// The examples in doc blocks run, those that need nothing from outside, and give what their comments say.
import * as striate from 'striate';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Example, readExamples } from './programs/readExamples';
import { runExample } from './programs/runExample';
import { leavesOf, readComment } from './programs/shownValues';
import { wholeProgram } from './programs/wholeProgram';

/** Compiled, as all are, and not run: for a reason that is not in the example's own text. */
const skips: Readonly<Record<string, string>> = {
  randomCropLoader: 'reads a folder of photographs',
  'ImageDataGenerator.flowFromDirectory': 'reads a folder of photographs',
  serveTraining: 'answers from a worker',
};
/** What asks for the network, a device or a backend. */
const outside = new Set(['mnist', 'cifar10', 'fashionMnist', 'movieReviews', 'vocabularyOf', 'setBackend', 'webcam']);
/** A file's name, an address or trained weights. */
const outsideText = /'[^']*\.\w+'|https?:|weights: '/;
/** A hundred million values, which nobody looks at. */
const large = new Set(['alexNet', 'alexNetOriginal', 'vgg16']);

function isWhole(example: Example): boolean {
  const { values, given } = wholeProgram(example);
  if (given.length > 0 || example.symbol in skips || outsideText.test(example.code)) return false;
  return ![...values.keys()].some((name) => outside.has(name));
}

const whole = readExamples().filter(isWhole);
let compared = 0;

beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

test.each(whole.map((example) => [example.name, example] as const))('%s', { timeout: 30_000 }, async (_, example) => {
  const run = () => runExample(example.code, wholeProgram(example).values);
  const shown = await (large.has(example.symbol) ? striate.withoutValues(run) : run());
  for (const { expression, comment, value } of shown) {
    const expected = readComment(comment);
    if (!expected) continue;
    compared++;
    const close = expected.map((one) => (typeof one === 'number' ? expect.closeTo(one, 2) : one));
    expect(await leavesOf(value), expression).toEqual(close);
  }
});

test('most of them have run, and many were compared', () => {
  expect(whole.length).toBeGreaterThanOrEqual(131);
  expect(compared).toBeGreaterThanOrEqual(58);
});
