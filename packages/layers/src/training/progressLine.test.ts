import { describe, expect, it } from 'vitest';
import { line, ProgressLine } from './progressLine';

const standing = {
  step: 118,
  steps: 469,
  samples: 7552,
  seconds: 1.5,
  logs: { loss: 0.312, accuracy: 0.9034, rate: 1e-5 },
};

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 200, written, write: (text: string) => written.push(text) };
}

describe('the progress line', () => {
  it('shows bar, time left, rate and values', () => {
    expect(line('Epoch 1/5', standing, true)).toBe(
      'Epoch 1/5 118/469 ━━━━━─────────────── 4.5s left 5,035 samples/s - loss: 0.3120 - accuracy: 0.9034 - rate: 1.0000e-5',
    );
    expect(line('Epoch 1/5', { ...standing, steps: undefined, seconds: 75 }, true)).toMatch(
      /^Epoch 1\/5 118 1m15s 101 samples\/s/,
    );
    expect(line('Epoch 1/5', { ...standing, step: 469, seconds: 4000 }, false)).toContain(
      '469/469 ━━━━━━━━━━━━━━━━━━━━ 1h06m 1.9 samples/s',
    );
  });

  it('is one line that is drawn over on a terminal', () => {
    const out = terminal(true);
    const progress = new ProgressLine('auto', out);
    expect(progress.due).toBe(true);
    progress.update('Epoch 1/1', standing);
    expect(progress.due).toBe(false);
    progress.finish('Epoch 1/1', standing);
    expect(out.written).toHaveLength(2);
    expect(out.written[0].startsWith('\r\u001b[2KEpoch 1/1 118/469')).toBe(true);
    expect(out.written[0].endsWith('\n')).toBe(false);
    expect(out.written[1].endsWith('\n')).toBe(true);
  });

  it('is cut to the width of the terminal while it is drawn over', () => {
    const out = { ...terminal(true), columns: 40 };
    new ProgressLine(1, out).update('Epoch 1/1', standing);
    expect(out.written[0].replace('\r\u001b[2K', '')).toHaveLength(39);
  });

  it('is a plain line per epoch elsewhere, and silent if asked', () => {
    for (const [verbose, isTTY, lines] of [
      [1, false, 1],
      [2, true, 1],
      [0, true, 0],
    ] as const) {
      const out = terminal(isTTY);
      const progress = new ProgressLine(verbose, out);
      expect(progress.due).toBe(false);
      progress.update('Epoch 1/1', standing);
      progress.finish('Epoch 1/1', standing);
      expect(out.written).toHaveLength(lines);
      expect(out.written.join('')).not.toContain('\u001b');
    }
  });
});
