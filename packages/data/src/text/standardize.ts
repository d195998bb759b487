import { unknownName } from '../unknownName';
import { cleanKim2014 } from './cleanKim2014';

// All punctuation, and the symbols of ASCII that Keras counts as such. Other symbols stay: a heart or a ☹ says something.
const punctuation = /[\p{P}$+<=>^`|~]/gu;
const composed = (text: string): string => text.normalize('NFC');
const lower = (text: string): string => composed(text).toLowerCase();
const stripPunctuation = (text: string): string => composed(text).replace(punctuation, '');

const byName = {
  lowerAndStripPunctuation: (text: string) => stripPunctuation(lower(text)),
  lower,
  stripPunctuation,
  kim2014: cleanKim2014,
} satisfies Record<string, (text: string) => string>;

export type StandardizeName = keyof typeof byName;

/** How a text is cleaned before it is split: by a name, by a function of your own, or not at all (`null`). */
export type StandardizeLike = StandardizeName | ((text: string) => string) | null;

/** @throws {ValueError} for a name that stands for nothing. */
export function resolveStandardize(like: StandardizeLike): (text: string) => string {
  if (like === null) return (text) => text;
  if (typeof like === 'function') return like;
  if (Object.hasOwn(byName, like)) return byName[like];
  throw unknownName('textVectorization: standardize', like, Object.keys(byName));
}

const splitters = {
  whitespace: (text: string): readonly string[] => text.match(/\S+/g) ?? [],
  // By code points, so that no emoji is cut in half.
  character: (text: string): readonly string[] => [...text],
};

export type TextSplitName = keyof typeof splitters;

/** How a text is cut into tokens: by a name, by a function of your own, or not at all (`null`: a text is one token). */
export type TextSplitLike = TextSplitName | ((text: string) => readonly string[]) | null;

/** @throws {ValueError} for a name that stands for nothing. */
export function resolveSplit(like: TextSplitLike): (text: string) => readonly string[] {
  if (like === null) return (text) => [text];
  if (typeof like === 'function') return like;
  if (Object.hasOwn(splitters, like)) return splitters[like];
  throw unknownName('textVectorization: split', like, Object.keys(splitters));
}
