import type { Translations } from '../language';

interface Messages {
  readonly run: string;
  readonly stop: string;
  readonly edit: string;
  readonly reset: string;
  readonly output: string;
  readonly running: string;
  readonly silent: string;
  readonly stopped: string;
  readonly line: (line: number) => string;
  readonly took: (ms: string) => string;
  readonly code: string;
}

export const messages: Translations<Messages> = {
  en: {
    run: 'Run',
    stop: 'Stop',
    edit: 'Edit',
    reset: 'Reset',
    output: 'Output',
    running: 'Running …',
    silent: 'Nothing was printed.',
    stopped: 'Stopped.',
    line: (line) => `line ${line}: `,
    took: (ms) => `${ms} ms`,
    code: 'Code',
  },
  ko: {
    run: '실행',
    stop: '중지',
    edit: '편집',
    reset: '되돌리기',
    output: '출력',
    running: '실행 중 …',
    silent: '출력된 내용이 없습니다.',
    stopped: '중지했습니다.',
    line: (line) => `${line}행: `,
    took: (ms) => `${ms} ms`,
    code: '코드',
  },
};
