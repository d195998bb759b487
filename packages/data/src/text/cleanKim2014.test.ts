import { expect, it } from 'vitest';
import { cleanKim2014 } from './cleanKim2014';

it.each([
  ["It's good, isn't it?", "it 's good , is n't it ?"],
  ["we've they're I'd she'll", "we 've they 're i 'd she 'll"],
  ['a (very)  "odd" film -- 10/10!!', 'a ( very ) odd film 10 10 ! !'],
  ['jean-claud van damme', 'jean claud van damme'],
  ["DON'T", "don't"],
  ['café\n영화', 'caf'],
  ['', ''],
])('%j', (text, cleaned) => expect(cleanKim2014(text)).toBe(cleaned));
