import { css } from 'lit';

export const gradCamStyles = css`
  .layout { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: start; }
  .stage { position: relative; width: 17rem; max-width: 100%; aspect-ratio: 1; border-radius: 8px; overflow: clip; background: var(--raised); }
  .stage > * { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
  .spot { width: 1.4rem; height: 1.4rem; margin: -0.7rem; border: 2px solid white; border-radius: 50%; box-shadow: 0 0 0 1px black; inset: auto; }
  .side { display: grid; gap: 0.75rem; flex: 1 1 15rem; min-width: 0; }
  .bars button { display: contents; }
  .classes { display: grid; gap: 4px; }
  .classes button { display: grid; grid-template-columns: minmax(0, 1fr) 4.5rem 3.2rem; gap: 0.5rem; align-items: center; text-align: start; font-size: 0.875rem; }
  .classes .track { height: 0.7rem; border-radius: 4px; background: var(--raised); box-shadow: inset 0 0 0 1px var(--line); overflow: clip; }
  .classes .fill { display: block; height: 100%; background: var(--accent); }
  .classes .number { text-align: end; font-variant-numeric: tabular-nums; }
  .file { display: grid; gap: 0.5rem; justify-items: start; padding: 0.75rem; border: 1px dashed var(--line); border-radius: 8px; }
  .cover { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; }
  .cover img { width: 11rem; border-radius: 8px; aspect-ratio: 1; object-fit: cover; }
  .cover p { flex: 1 1 14rem; }
  .progress { display: flex; gap: 0.75rem; align-items: center; min-height: 2.25rem; }
`;
