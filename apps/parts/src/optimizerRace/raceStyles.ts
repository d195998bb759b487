import { css } from 'lit';

/** How the map and the chart of `striate-optimizer-race` stand. */
export const raceStyles = css`
  .views { display: grid; gap: 1rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15.5rem), 1fr)); align-items: start; --chart-height: 15rem; }
  figure { display: grid; gap: 0.3rem; }
  figure input[type='range'] { width: 100%; }
  .map { position: relative; aspect-ratio: 1; border: 1px solid var(--line); border-radius: var(--radius); overflow: clip; background: var(--paper); }
  .map canvas, .map svg { position: absolute; inset: 0; width: 100%; height: 100%; }
  .map polyline { fill: none; stroke-width: 0.9; stroke-linejoin: round; vector-effect: none; }
  .map circle { stroke: var(--paper); stroke-width: 0.5; }
  fieldset.racers { display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; border: 0; padding: 0; font-size: 0.875rem; }
  .racers legend { font-size: 0.8125rem; color: var(--quiet); padding: 0; }
  .racers label { display: inline-flex; gap: 0.35rem; align-items: center; min-height: 1.75rem; cursor: pointer; }
  .racers i { width: 0.8rem; height: 0.8rem; border-radius: 50%; }
  .racers input { accent-color: var(--accent); }
  .leader { font-weight: 600; }
`;
