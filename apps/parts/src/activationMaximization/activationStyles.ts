import { css } from 'lit';

export const activationStyles = css`
  .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(9rem, 45%), 1fr)); gap: 0.6rem; }
  .tiles.wide { grid-template-columns: minmax(0, 22rem); }
  figure { display: grid; gap: 0.25rem; }
  figure canvas { width: 100%; aspect-ratio: 1; border-radius: 8px; background: var(--raised); border: 1px solid var(--line); }
  figcaption { font-size: 0.8125rem; color: var(--quiet); display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 0.5rem; overflow-wrap: anywhere; }
  .controls input[type='number'] { width: 5.5rem; }
  .controls select { max-width: 100%; }
  label.control { max-width: 100%; }
  .run { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: center; }
  .run progress { width: 12rem; }
  .cover { display: flex; gap: 1rem; align-items: center; flex-wrap: wrap; }
  .cover p { flex: 1 1 14rem; }
  .cover canvas { width: 8rem; aspect-ratio: 1; border-radius: 8px; image-rendering: pixelated; }
`;
