import { css } from 'lit';

/**
 * The look all parts share. Colours follow the page's `color-scheme`; a page may set its own by the names on the left, as in
 * `striate-pooling { --accent: rebeccapurple }`. Positive numbers are blue, negative ones orange, everywhere.
 */
export const theme = css`
  :host {
    --ink: light-dark(#1d2430, #e8ebf0);
    --quiet: light-dark(#56606f, #a4aebd);
    --paper: light-dark(#ffffff, #171b22);
    --raised: light-dark(#f5f7fa, #1f252e);
    --line: light-dark(#d8dee6, #343c48);
    --accent: light-dark(#2456c9, #7fa8ff);
    --on-accent: light-dark(#ffffff, #0d1420);
    --positive: light-dark(#2456c9, #7fa8ff);
    --negative: light-dark(#b84a00, #ff9f5a);
    --good: light-dark(#15713a, #5fd08c);
    --bad: light-dark(#b3261e, #ff8a80);
    --highlight: light-dark(#fff0c2, #4a3d12);
    --radius: 10px;
    --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Nanum Gothic Coding', monospace;
    display: block;
    margin-block: 1.5rem;
    color: var(--ink);
    font: 400 0.9375rem / 1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Apple SD Gothic Neo', 'Noto Sans KR', 'Nanum Gothic', sans-serif;
    text-align: start;
    container-type: inline-size;
  }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; margin: 0; }
  .part { border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); overflow: clip; }
  .part > header { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: center; padding: 0.6rem 0.9rem; border-bottom: 1px solid var(--line); background: var(--raised); }
  .part > header h3 { flex: 1 1 auto; font-size: 1rem; font-weight: 600; }
  .part > .body { padding: 0.9rem; display: grid; gap: 0.9rem; grid-template-columns: minmax(0, 1fr); }
  .controls { display: flex; flex-wrap: wrap; gap: 0.6rem 1rem; align-items: end; }
  .row { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; }
  label.control { display: grid; gap: 0.15rem; font-size: 0.8125rem; color: var(--quiet); }
  label.control:has(> input[type='checkbox']) { grid-auto-flow: column; justify-content: start; align-items: center; gap: 0.4rem; min-height: 2.25rem; }
  label.control > input[type='checkbox'] { order: -1; }
  .quiet { color: var(--quiet); font-size: 0.875rem; }
  .formula { font-family: var(--mono); font-size: 0.875rem; overflow-x: auto; }
  .error { color: var(--bad); }
  output, .number { font-variant-numeric: tabular-nums; }
  button, select, input, textarea { font: inherit; color: inherit; }
  button { min-height: 2.25rem; padding: 0.25rem 0.8rem; border: 1px solid var(--line); border-radius: 7px; background: var(--paper); cursor: pointer; }
  button:hover:not(:disabled) { border-color: var(--accent); }
  button:disabled { opacity: 0.5; cursor: default; }
  button.primary { border-color: transparent; background: var(--accent); color: var(--on-accent); font-weight: 600; }
  button[aria-pressed='true'] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
  select, input[type='number'], input[type='text'], textarea { min-height: 2.25rem; padding: 0.2rem 0.5rem; border: 1px solid var(--line); border-radius: 7px; background: var(--paper); }
  input[type='range'] { accent-color: var(--accent); width: 9rem; min-height: 2.25rem; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  canvas.pixels { image-rendering: pixelated; display: block; max-width: 100%; }
  progress { width: 100%; accent-color: var(--accent); }
  @media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
`;
