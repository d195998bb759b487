/**
 * The cleaning that Kim's experiments apply to every text in English ("Convolutional neural networks for sentence
 * classification", 2014). Its rules, in order:
 *
 * 1. every character that is none of `A-Z a-z 0-9 ( ) , ! ? '` and the backtick becomes a space;
 * 2. a space goes before `'s`, `'ve`, `n't`, `'re`, `'d` and `'ll`, so that "don't" gives "do" and "n't";
 * 3. commas, exclamation and question marks and parentheses stand alone, as tokens of their own;
 * 4. runs of spaces become one, those at the ends go, and what is left becomes lower case.
 *
 * It is for English: by the first rule nothing is left of Korean, and of "café" the "caf". (The original writes a backslash
 * before parentheses and question marks, by a slip; no vector is known for these tokens, and here they stand alone.)
 *
 * @example
 * cleanKim2014("It's good, isn't it?"); // "it 's good , is n't it ?"
 */
export function cleanKim2014(text: string): string {
  return text
    .replace(/[^A-Za-z0-9(),!?'`]/g, ' ')
    .replace(/'(?:s|ve|re|d|ll)|n't/g, ' $&')
    .replace(/[,!()?]/g, ' $& ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
