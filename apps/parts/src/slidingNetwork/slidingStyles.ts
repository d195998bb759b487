import { css } from 'lit';

export const slidingStyles = css`
  h4 { font-size: 0.9375rem; font-weight: 600; }
  .result { font-size: 1rem; }
  .result strong { font-size: 1.25rem; letter-spacing: 0.15em; margin-inline: 0.35rem 0.6rem; font-variant-numeric: tabular-nums; }
  .result .labels { white-space: nowrap; }
  .stage { display: grid; grid-template-columns: minmax(0, 1fr); }
  .reading { position: relative; height: 1.6rem; font-variant-numeric: tabular-nums; }
  .reading span { position: absolute; bottom: 0.1rem; translate: -50% 0; white-space: nowrap; font-weight: 700; color: var(--good); }
  .reading small { margin-inline-start: 0.3rem; font-weight: 400; color: var(--quiet); }
  striate-drawing-pad { --pad-size: 100%; }
  .sheet { overflow: clip; border-radius: var(--radius); }
  .sheet > * { position: absolute; inset-block: 0; }
  .sheet canvas { width: 100%; height: 100%; }
  .sheet .window { background: var(--highlight); }
  .sheet .box { border: 2px solid var(--good); border-radius: 6px; }
  .funnel { display: block; width: 100%; height: 1.25rem; }
  .funnel polygon { fill: var(--highlight); }
  .map { position: relative; cursor: ew-resize; touch-action: pan-y; background: var(--raised); box-shadow: 0 0 0 1px var(--line); border-radius: 3px; }
  .map canvas { width: 100%; height: 10rem; }
  .map ol { position: absolute; inset: 0 calc(100% + 0.4rem) 0 auto; list-style: none; padding: 0; display: grid; grid-template-rows: repeat(10, 1fr); font: 0.75rem / 1rem var(--mono); color: var(--quiet); }
  .map .column { position: absolute; inset-block: -1px; outline: 2px solid var(--ink); border-radius: 2px; }
  .below { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem 2rem; margin-top: 0.4rem; }
  .below > section { display: grid; gap: 0.5rem; align-content: start; }
  dl { display: grid; gap: 0.5rem; font-variant-numeric: tabular-nums; }
  dl > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.15rem 0.75rem; font-size: 0.875rem; }
  dd { font-weight: 600; }
  dl .length { flex: 0 0 100%; height: 0.8rem; border-radius: 4px; background: var(--raised); box-shadow: inset 0 0 0 1px var(--line); overflow: clip; }
  dl .length span { display: block; height: 100%; background: var(--quiet); opacity: 0.55; }
  dl .length.least span { background: var(--accent); opacity: 1; }
  @container (max-width: 34rem) {
    .below { grid-template-columns: minmax(0, 1fr); }
    .reading small { display: none; }
    .sheet .box { border-radius: 4px; }
  }
`;
