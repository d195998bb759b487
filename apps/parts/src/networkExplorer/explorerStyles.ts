import { css } from 'lit';

export const explorerStyles = css`
  .intro { max-width: 44rem; }
  .scene { position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); }
  .track { position: relative; display: flex; gap: 3.25rem; align-items: center; width: max-content; min-width: 100%; padding: 0.9rem 1.25rem; }
  .lines { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
  .lines path { fill: none; stroke: var(--accent); stroke-width: 1.25; opacity: 0.55; }
  .kernel { position: absolute; width: 22px; height: 22px; margin: -11px 0 0 3px; border: 1px solid var(--line); background: var(--paper); pointer-events: none; image-rendering: pixelated; }
  .column { display: grid; gap: 0.3rem; justify-items: center; }
  .column h4 { font-size: 0.75rem; font-weight: 600; white-space: nowrap; }
  .column .shape { font: 0.7rem var(--mono); color: var(--quiet); }
  .maps { display: grid; gap: 6px; justify-items: center; }
  .map { display: block; width: 54px; min-height: 0; padding: 2px; border-radius: 5px; background: var(--paper); }
  .column[data-layer='0'] .map { width: 84px; }
  .map canvas { width: 100%; }
  .map.strip { width: calc(var(--columns) * 9px + 6px); }
  .map.strip canvas { aspect-ratio: var(--columns) / var(--rows); }
  .map:hover, .unit:hover { border-color: var(--accent); }
  .map.feeds { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
  .more { min-height: 1.75rem; padding: 0 0.5rem; font-size: 0.75rem; background: transparent; }
  .unit { display: grid; grid-template-columns: 14px minmax(2.2rem, auto) 3.6rem; gap: 0.4rem; align-items: center; width: 100%; min-height: 1.7rem; padding: 0 0.4rem; font-size: 0.8125rem; text-align: start; }
  .unit canvas { width: 14px; height: 14px; border: 1px solid var(--line); }
  .unit .number { text-align: end; color: var(--quiet); }
  .unit.best { font-weight: 600; border-color: var(--accent); }
  .unit.best .number { color: var(--ink); }
  .digits { display: flex; flex-wrap: wrap; gap: 4px; }
  .digits button { min-height: 2.25rem; width: 2.25rem; padding: 0; }
  .sources { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: end; }
  details > summary { cursor: pointer; color: var(--accent); min-height: 2.25rem; padding-block: 0.35rem; }
  .detail { display: flex; flex-wrap: wrap; gap: 1rem 1.25rem; align-items: start; }
  .detail figure { display: grid; gap: 0.35rem; width: 11rem; }
  .detail figcaption { font-size: 0.8125rem; color: var(--quiet); }
  .large { position: relative; border: 1px solid var(--line); background: var(--paper); overflow: hidden; }
  .large canvas { width: 100%; height: 100%; }
  .large.pick { cursor: crosshair; touch-action: none; }
  .frame { position: absolute; pointer-events: none; outline: 2px solid var(--accent); outline-offset: -1px; box-shadow: 0 0 0 1px var(--paper); }
  .frame.field { background: color-mix(in srgb, var(--accent) 18%, transparent); }
  .numbers { display: grid; gap: 0.6rem; flex: 1 1 18rem; min-width: 0; }
  .numbers input { width: 5rem; }
  .sums { max-height: 21rem; overflow: auto; border: 1px solid var(--line); border-radius: 7px; }
  .sums table { width: 100%; border-collapse: collapse; font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
  .sums th { font-weight: 400; color: var(--quiet); text-align: start; padding: 0.2rem 0.6rem; }
  .sums td { padding: 0.2rem 0.6rem; }
  .sums thead th { position: sticky; top: 0; background: var(--raised); border-bottom: 1px solid var(--line); }
  .sums td.number { text-align: end; }
  .sums tr.total > * { border-top: 1px solid var(--line); font-weight: 600; color: var(--ink); }
  .patch { width: 34px; border: 1px solid var(--line); background: var(--paper); }
  .cover { display: grid; gap: 0.75rem; justify-items: start; }
  .cover svg { width: 100%; max-width: 40rem; height: auto; }
  .cover rect { fill: var(--paper); stroke: var(--positive); }
  .cover line { stroke: var(--line); }
  .cover text { fill: var(--quiet); font-size: 9px; text-anchor: middle; }
  @container (max-width: 30rem) { .track { gap: 2.4rem; } .detail figure { width: 100%; max-width: 15rem; } }
`;
