import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addTallies, readTally, tallyText } from './tally';

const folder = mkdtempSync(join(tmpdir(), 'striate-tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

function reportOf(testResults: { status: string; assertionResults: { status: string }[] }[]): string {
  const statuses = testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const count = (status: string) => statuses.filter((one) => one === status).length;
  const path = join(folder, `${testResults.length}-${statuses.join('-')}.json`);
  writeFileSync(
    path,
    JSON.stringify({
      numPassedTests: count('passed'),
      numFailedTests: count('failed'),
      numPendingTests: count('pending'),
      numTodoTests: count('todo'),
      testResults,
    }),
  );
  return path;
}

describe('readTally', () => {
  it('counts tests', () => {
    const path = reportOf([
      { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'pending' }, { status: 'todo' }] },
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
    ]);
    expect(readTally(path, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const path = reportOf([
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
    ]);
    expect(readTally(path, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts an error outside every test as a failure', () => {
    const path = reportOf([{ status: 'passed', assertionResults: [{ status: 'passed' }] }]);
    expect(readTally(path, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(readTally(path, 0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  it('counts a run that left no report as a failure', () => {
    expect(readTally(join(folder, 'none.json'), 137)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

it('adds and prints', () => {
  const total = addTallies([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 2, failed: 1, skipped: 3 },
  ]);
  expect(tallyText(total)).toBe('3 passed, 1 failed, 3 skipped');
  expect(tallyText({ passed: 4, failed: 0, skipped: 0 })).toBe('4 passed, 0 failed');
});
