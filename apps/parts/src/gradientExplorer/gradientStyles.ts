import { css } from 'lit';

/** How the grids of `striate-gradient-explorer` stand: a value's gradient under the value. */
export const gradientStyles = css`
  .grids { display: flex; flex-wrap: wrap; gap: 1rem 1.1rem; align-items: start; }
  .column { display: grid; gap: 0.9rem; }
  figure { display: grid; gap: 0.3rem; justify-items: start; }
  figcaption { font-size: 0.8125rem; color: var(--quiet); }
  table.grid td { min-width: 3rem; padding: 0 0.25rem; }
  .formula .quiet { font-family: system-ui, sans-serif; }
  .loss { display: grid; font-size: 0.8125rem; color: var(--quiet); }
  .loss output { font-size: 1.375rem; font-weight: 600; color: var(--ink); }
  .tape { display: grid; gap: 0.4rem; font-size: 0.8125rem; }
  .tape ol { display: flex; flex-wrap: wrap; gap: 0.3rem; align-items: center; padding: 0; list-style: none; font-family: var(--mono); }
  .tape li { display: flex; gap: 0.3rem; align-items: center; }
  .tape li + li::before { content: '→'; color: var(--quiet); }
  .tape .node { padding: 0.1rem 0.55rem; border: 1px solid var(--line); border-radius: 99px; background: var(--raised); }
  .tape .op { border-color: var(--accent); background: var(--paper); border-radius: 7px; }
  .tape .back .node { border-color: var(--negative); color: var(--negative); }
  table.check { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.875rem; }
  table.check th, table.check td { padding: 0.15rem 0.8rem 0.15rem 0; text-align: end; border-bottom: 1px solid var(--line); }
  table.check th { font-weight: 500; color: var(--quiet); }
  .scroll { overflow-x: auto; }
  .verdict { font-weight: 600; }
  .verdict.passes { color: var(--good); }
  .verdict.fails { color: var(--bad); }
  @container (max-width: 30rem) { .grids { gap: 0.9rem 1rem; } table.grid td { min-width: 2.4rem; } }
`;
