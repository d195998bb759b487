/** The look of what only this report has: filters, and a digit on its way through the layers. */
export const style = `
.filters { display: grid; grid-template-columns: repeat(6, 1fr); gap: 16px; }
.filters .tile { padding: 10px; }
.plus { fill: var(--a); } .minus { fill: var(--b); }
.stage { display: grid; grid-template-columns: 240px 1fr; gap: 28px; align-items: center; padding: 18px 0; border-top: 1px solid var(--line); }
.stage h3 { font-size: 15px; font-weight: 600; } .stage p { color: var(--soft); font-size: 14px; }
.maps { display: grid; grid-template-columns: repeat(var(--n), minmax(0, 1fr)); gap: 8px; }
.maps span, .strip { display: block; background: var(--card); outline: 1px solid var(--line); border-radius: 3px; overflow: hidden; }
.maps.one { max-width: 128px; } .maps.six, .maps.sixteen { max-width: 640px; }
.maps.sixteen { grid-template-columns: repeat(8, minmax(0, 1fr)); }
.strip img.ink { aspect-ratio: auto; height: 30px; }
.bars { display: grid; grid-template-columns: repeat(10, 1fr); gap: 8px; max-width: 640px; text-align: center; color: var(--soft); font-size: 14px; }
.bars div { display: flex; flex-direction: column; justify-content: flex-end; height: 120px; }
.bars span { display: block; background: var(--line); border-radius: 3px 3px 0 0; height: calc(2px + 74 * var(--v) * 1px); margin-bottom: 5px; }
.bars .best { color: var(--a); font-weight: 600; } .bars small { white-space: nowrap; margin: 0 -1em; } .bars .best span { background: var(--a); }
@media (max-width: 760px) {
  .filters { grid-template-columns: repeat(3, 1fr); gap: 10px; }
  .stage { grid-template-columns: 1fr; gap: 12px; } .maps { gap: 5px; }
  .bars { gap: 4px; font-size: 12px; }
}
`;
