// The programs of the course are one for both languages; on Korean pages their comments are Korean.
import { expect, test } from 'vitest';
import { inKorean } from '../src/lib/koreanComments';

const files = import.meta.glob<string>('../src/examples/*.{ts,py}', { query: '?raw', import: 'default', eager: true });

test.each(Object.keys(files))('%s has no English comment on a Korean page', (name) => {
  const comments = inKorean(files[name]).match(/(?:\/\/|#|\/\*\*) .+$/gm) ?? [];
  expect(comments.filter((comment) => /[a-z]{3}/.test(comment) && !/[가-힣]/.test(comment))).toEqual([]);
});

test('nothing but comments changes', () => {
  const code = (program: string) => program.replace(/(\/\/|#|\/\*\*) .+$/gm, '');
  for (const program of Object.values(files)) expect(code(inKorean(program))).toBe(code(program));
});
