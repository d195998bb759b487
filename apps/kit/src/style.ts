/** The look of reports: two colours on paper, or on slate in the dark. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #ffffff; --ink: #1e1d1b; --soft: #6c6963; --line: #e5e1d9;
  --a: #1c6b75; --on-a: #ffffff; --b: #bf5530; --on-b: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #141517; --card: #1b1d20; --ink: #eceae6; --soft: #9c9992; --line: #2d2f33;
    --a: #62b6c0; --on-a: #0d1a1c; --b: #ea9068; --on-b: #23110a;
  }
  img.ink { filter: invert(1); }
}
* { box-sizing: border-box; margin: 0; }
html { -webkit-text-size-adjust: 100%; }
body {
  background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  font-variant-numeric: tabular-nums;
}
main, footer { max-width: 1040px; margin: 0 auto; padding: 0 32px; }
header { padding: 72px 0 40px; }
.over { color: var(--a); font-size: 14px; font-weight: 600; letter-spacing: .04em; }
h1 { font: 500 clamp(34px, 6vw, 56px)/1.1 ui-serif, 'Iowan Old Style', 'Palatino Linotype', Georgia, 'Noto Serif', serif; letter-spacing: -.015em; margin: 10px 0 18px; text-wrap: balance; }
.lede { font-size: 19px; max-width: 36em; color: var(--soft); text-wrap: pretty; }
.figures { display: grid; grid-template-columns: repeat(5, 1fr); border-block: 1px solid var(--line); }
.figures div { display: flex; flex-direction: column-reverse; padding: 22px 20px; border-left: 1px solid var(--line); }
.figures div:first-child { padding-left: 0; border-left: 0; }
.figures dd { font-size: 28px; font-weight: 500; line-height: 1.2; letter-spacing: -.01em; white-space: nowrap; }
.figures div:first-child dd { color: var(--a); }
.figures dt, figcaption, .note { color: var(--soft); font-size: 14px; }
section { padding: 56px 0 0; }
h2 { font: 500 26px/1.2 ui-serif, 'Iowan Old Style', 'Palatino Linotype', Georgia, 'Noto Serif', serif; margin-bottom: 6px; }
.note { max-width: 44em; margin-bottom: 24px; text-wrap: pretty; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 40px; }
.chart figcaption { color: var(--ink); font-weight: 600; margin-bottom: 6px; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { font: 13px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; fill: var(--soft); font-variant-numeric: tabular-nums; }
.grid { stroke: var(--line); fill: none; }
polyline { fill: none; stroke: var(--tone); stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
svg .faint polyline { stroke-width: 1; opacity: .55; } svg .dashed polyline { stroke-dasharray: 5 4; }
.point { fill: var(--paper); stroke: var(--tone); stroke-width: 2; }
svg .end { fill: var(--tone); font-weight: 600; font-size: 14px; }
svg .value { fill: var(--tone); }
.a { --tone: var(--a); } .b { --tone: var(--b); }
.matrix { display: grid; grid-template-columns: minmax(0, 700px) 1fr; gap: 56px; }
.matrix h3 { font-size: 15px; font-weight: 600; margin: 28px 0 10px; }
.matrix ol { list-style: none; padding: 0; color: var(--soft); font-size: 15px; line-height: 2; }
.matrix b { color: var(--ink); font-weight: 600; } .matrix b i { color: var(--b); font-style: normal; }
.confusion { width: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 3px; text-align: center; font-size: 15px; }
.confusion caption { caption-side: bottom; text-align: left; color: var(--soft); font-size: 14px; padding-top: 12px; }
.confusion td, .confusion th { height: 46px; padding: 0; border-radius: 5px; }
.confusion th, .confusion .recall { color: var(--soft); font-weight: 500; }
.confusion thead td, .confusion thead th { height: 28px; }
.confusion [scope=row] { text-align: left; } .confusion thead td:first-child { width: 5%; }
.confusion .none { color: var(--line); }
.right { background: color-mix(in srgb, var(--a) var(--p), transparent); }
.wrong { background: color-mix(in srgb, var(--b) var(--p), transparent); }
.right.strong { color: var(--on-a); } .wrong.strong { color: var(--on-b); }
.confusion .recall { font-size: 13px; }
.confusion.named { font-size: 12.5px; border-spacing: 2px; } .confusion.named td, .confusion.named th { height: 34px; }
.confusion.named [scope=col] { height: 84px; vertical-align: bottom; }
.confusion.named [scope=col] span { writing-mode: vertical-rl; rotate: 180deg; padding-top: 6px; }
.confusion.named thead td:first-child { width: 82px; } .confusion.named .recall { font-size: 12px; }
img.ink { display: block; width: 100%; aspect-ratio: 1; image-rendering: pixelated; }
.mistakes { display: grid; grid-template-columns: repeat(6, 1fr); gap: 16px; }
.mistakes figure, .tile { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px; }
.mistakes figcaption { display: flex; justify-content: space-between; align-items: baseline; gap: 6px; margin-top: 8px; font-size: 13px; white-space: nowrap; }
.mistakes b { color: var(--ink); font-weight: 600; font-size: 15px; } .mistakes b i { color: var(--b); font-style: normal; }
.mistakes.named figcaption { display: block; white-space: normal; } .mistakes.named figcaption b { display: block; font-size: 13px; line-height: 1.35; min-height: 2.7em; }
.key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; background: var(--tone); margin-right: .35em; }
footer { margin-top: 48px; padding-top: 24px; padding-bottom: 56px; color: var(--soft); font-size: 14px; }
footer p { border-top: 1px solid var(--line); padding-top: 22px; }
code { white-space: nowrap; font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; color: var(--ink); }
@media (max-width: 760px) {
  main, footer { padding: 0 20px; } footer { padding-top: 24px; padding-bottom: 40px; }
  header { padding: 44px 0 28px; } .lede { font-size: 17px; }
  .figures { grid-template-columns: 1fr 1fr; }
  .figures div, .figures div:first-child { padding: 12px 0; border: 0; } .figures dd { font-size: 24px; }
  .figures { padding: 8px 0; } .figures div:first-child { grid-column: 1 / -1; } .figures div:first-child dd { font-size: 40px; }
  section { padding-top: 44px; } .two { grid-template-columns: 1fr; gap: 28px; }
  .confusion { border-spacing: 2px; font-size: 12px; } .confusion td, .confusion th { height: 30px; border-radius: 3px; }
  .confusion .recall { font-size: 11px; }
  .mistakes { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 10px; } .mistakes figure { padding: 8px; }
  .mistakes figcaption { font-size: 12px; gap: 2px; } .mistakes b { font-size: 14px; }
  .matrix { grid-template-columns: minmax(0, 1fr); gap: 0; } .matrix ol { columns: 2; }
}
@media print { body { background: #fff; } section { break-inside: avoid; } }
`;
