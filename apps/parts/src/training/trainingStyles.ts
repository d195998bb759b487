import { css } from 'lit';

/** How the parts of `striate-training` stand beside each other. */
export const trainingStyles = css`
  .charts { display: grid; gap: 0.75rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15.5rem), 1fr)); }
  .columns { display: grid; gap: 1rem 1.5rem; grid-template-columns: minmax(0, 15rem) minmax(0, 14rem) minmax(0, 1fr); align-items: start; }
  .mistakes { display: grid; gap: 1rem 1.5rem; grid-template-columns: minmax(0, 27rem) minmax(0, 1fr); align-items: start; }
  .columns > div { display: grid; gap: 1rem; min-width: 0; align-content: start; }
  section.piece { display: grid; gap: 0.4rem; min-width: 0; align-content: start; }
  h4 { font-size: 0.8125rem; font-weight: 600; }
  .progress { display: grid; gap: 0.15rem; }
  .progress .row { justify-content: space-between; gap: 0 1rem; font-size: 0.8125rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
  .timeline { display: flex; flex-wrap: wrap; gap: 0.3rem; list-style: none; padding: 0; }
  .timeline button { min-height: 2.6rem; padding: 0.1rem 0.5rem; display: grid; font-size: 0.75rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
  .timeline small { color: var(--quiet); font-size: 0.6875rem; }
  .layer { display: grid; grid-template-columns: minmax(4rem, 7.5rem) minmax(0, 1fr); gap: 0.25rem 0.6rem; align-items: center; font-size: 0.75rem; }
  .layer span { overflow-wrap: anywhere; color: var(--quiet); }
  .layers { display: grid; gap: 0.35rem; --map-size: 1.6rem; }
  .found { display: flex; flex-wrap: wrap; gap: 0.5rem; }
  .found figure { display: grid; justify-items: center; font-size: 0.6875rem; color: var(--quiet); }
  striate-drawing-pad { --pad-size: 15rem; }
  @container (max-width: 52rem) { .columns { grid-template-columns: minmax(0, 15rem) minmax(0, 1fr); } .columns .wide { grid-column: 1 / -1; } .mistakes { grid-template-columns: minmax(0, 1fr); } }
  @container (min-width: 30rem) { :host([compact]) .columns { grid-template-columns: minmax(0, 15rem) minmax(0, 1fr); gap: 1rem 2rem; } }
  @container (max-width: 30rem) { .columns { grid-template-columns: minmax(0, 1fr); } striate-drawing-pad { --pad-size: 100%; } table.confusion { border-spacing: 1px; } }
`;
