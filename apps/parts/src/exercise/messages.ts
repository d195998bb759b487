import type { Translations } from '../language';

interface Messages {
  readonly title: string;
  readonly check: string;
  readonly right: string;
  readonly wrong: string;
  readonly someWrong: (count: number) => string;
  readonly empty: string;
  readonly hint: string;
  readonly answer: string;
  readonly again: string;
  readonly yours: string;
  readonly cell: (row: number, column: number) => string;
}

export const messages: Translations<Messages> = {
  en: {
    title: 'Exercise',
    check: 'Check',
    right: 'Right.',
    wrong: 'Not yet. Try once more.',
    someWrong: (count) => (count === 1 ? 'One of them is not right yet.' : `${count} of them are not right yet.`),
    empty: 'Write your answer first.',
    hint: 'Hint',
    answer: 'Show the answer',
    again: 'Try again',
    yours: 'Your answer',
    cell: (row, column) => `row ${row}, column ${column}`,
  },
  ko: {
    title: '연습 문제',
    check: '확인',
    right: '맞았습니다.',
    wrong: '아직 아닙니다. 다시 한 번 풀어 보십시오.',
    someWrong: (count) => `아직 맞지 않은 칸이 ${count}개 있습니다.`,
    empty: '먼저 답을 적어 주십시오.',
    hint: '힌트',
    answer: '정답 보기',
    again: '다시 풀기',
    yours: '답',
    cell: (row, column) => `${row}행 ${column}열`,
  },
};
