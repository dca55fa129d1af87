export const reportStyle = `
:root {
  --ground: #fbfbfa; --card: #fff; --text: #1d2126; --quiet: #5b636d; --line: #dcdfe3;
  --good: #17693a; --good-ground: #e3f4e9; --bad: #a3201d; --bad-ground: #fdeaea; --accent: #1f5fae;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --card: #1b1f24; --text: #e4e7ea; --quiet: #9aa3ad; --line: #32383f;
    --good: #7fd4a0; --good-ground: #17321f; --bad: #ff9b94; --bad-ground: #3d1c1c; --accent: #86b7f2;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 20px 64px; max-width: 1120px; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; margin-bottom: 20px; }
h1 { font-size: 20px; margin: 0; }
h2 { font-size: 17px; margin: 0 0 4px; overflow-wrap: anywhere; }
h3 { font-size: 15px; margin: 20px 0 6px; }
p { margin: 0; }
.quiet, caption { color: var(--quiet); }
.verdict { font-weight: 600; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.badge { display: inline-block; padding: 1px 8px; border-radius: 4px; font-size: 13px; font-weight: 600; white-space: nowrap; }
.badge.good { background: var(--good-ground); }
.badge.bad { background: var(--bad-ground); }
a { color: var(--accent); }
ul { margin: 0; padding-left: 20px; }
.pages { list-style: none; padding: 0; margin-bottom: 20px; line-height: 2; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px 18px; margin-bottom: 16px; }
table { width: 100%; border-collapse: collapse; margin: 4px 0 14px; }
caption { text-align: left; padding: 4px 0; }
th, td { text-align: left; vertical-align: top; padding: 6px 14px 6px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 600; white-space: nowrap; }
code { font: 13px/1.45 ui-monospace, monospace; }
details { margin-top: 14px; }
summary { cursor: pointer; font-weight: 600; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 640px) {
  thead { position: absolute; left: 0; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr { display: block; border-top: 1px solid var(--line); padding: 6px 0; }
  td { display: block; border: 0; padding: 2px 0; }
  td::before { content: attr(data-label) ": "; color: var(--quiet); }
}
`
