/** The page's style. Colours keep a contrast of at least 4.5 to their ground; no meaning rests on colour alone. */
export const style = `
:root { color-scheme: light dark; --ground: #f6f7f9; --tile: #fff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de;
  --red: #b3151f; --orange: #9a4a00; --green: #0b6b32; --unknown: #57606a; }
@media (prefers-color-scheme: dark) { :root { --ground: #0e1116; --tile: #171b22; --ink: #e6eaef; --faint: #a2abb6; --line: #303741;
  --red: #ff8a85; --orange: #ffb057; --green: #6fdd8b; --unknown: #a2abb6; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem clamp(1rem, 4vw, 3rem); background: var(--ground); color: var(--ink);
  font: 16px/1.45 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; margin-bottom: 1.25rem; }
h1 { font-size: 1.1rem; margin: 0; font-weight: 600; }
header p { margin: 0; }
.headline { font-size: 1.35rem; font-weight: 600; }
.faint { color: var(--faint); }
ul.tiles { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(25rem, 100%), 1fr)); align-items: start; }
.tile { background: var(--tile); border: 1px solid var(--line); border-left: .4rem solid var(--line); border-radius: .4rem; padding: 1rem 1.1rem; }
.tile.red { border-left-color: var(--red); } .tile.orange { border-left-color: var(--orange); }
.tile.green { border-left-color: var(--green); } .tile.unknown { border-left-style: dashed; border-left-color: var(--unknown); }
.tile h2 { font-size: 1.1rem; margin: 0; display: flex; gap: .6rem; align-items: baseline; flex-wrap: wrap; }
.tile h2 code { color: var(--faint); font-size: .85rem; font-weight: 400; }
.tile h2 .since { font-size: .85rem; font-weight: 400; margin-left: auto; }
.state { display: inline-flex; gap: .4rem; align-items: baseline; font-weight: 600; white-space: nowrap; }
.state svg { width: .8em; height: .8em; fill: currentColor; }
dt .state.green { font-weight: 400; }
.red > .state, .state.red { color: var(--red); } .state.orange { color: var(--orange); }
.state.green { color: var(--green); } .state.unknown { color: var(--unknown); }
dl { margin: .75rem 0 0; display: grid; grid-template-columns: max-content 1fr; gap: .45rem .9rem; }
dt { font-size: .9rem; } dd { margin: 0; font-size: .9rem; overflow-wrap: anywhere; } .more { display: block; }
time { white-space: nowrap; }
.counts { display: flex; gap: 1.5rem; margin: .8rem 0 0; padding: .7rem 0 0; border-top: 1px solid var(--line); flex-wrap: wrap; }
.counts div { display: flex; flex-direction: column-reverse; } .counts dt { color: var(--faint); font-size: .8rem; }
.counts dd { font-size: 1.25rem; font-variant-numeric: tabular-nums; } .counts .due { color: var(--orange); font-weight: 600; }
@media (max-width: 36rem) { .tile > dl:not(.counts) { grid-template-columns: 1fr; gap: 0; } dl:not(.counts) dd { margin: 0 0 .6rem 1.15rem; } }
`;
