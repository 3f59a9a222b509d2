/** The look of an exported file: one calm column, tables with hairlines, dark when the reader's screen is, black on paper. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--text:#1c2530;--quiet:#5c6773;--line:#d8dee4;--link:#1f5fbf;--page:#fff;--box:#f1f4f7;--good:#1d7a4f;--open:#8a5a00}
@media (prefers-color-scheme:dark){:root{--text:#e6eaef;--quiet:#9aa7b4;--line:#36414d;--link:#8ab4f8;--page:#14191f;--box:#212932;--good:#6fcf9f;--open:#e3b341}}
*{box-sizing:border-box}
body{margin:0 auto;padding:3rem 1.5rem;max-width:46rem;background:var(--page);color:var(--text);font:1.0625rem/1.6 Georgia,'Source Serif 4',serif}
h1,h2,h3,h4,h5,dl,table,.details{font-family:Inter,system-ui,sans-serif}
h1{font-size:2rem;line-height:1.2;margin:0 0 1.5rem}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem}
h3,h4,h5{font-size:1rem;margin:1.5rem 0 .5rem}
h1,h2,h3,h4,h5,p,li,td,dd{unicode-bidi:plaintext}
p,ul,ol,pre,blockquote,table{margin:0 0 1rem}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.5rem 1.5rem;margin:0;padding:1rem 0;border-block:1px solid var(--line);font-size:.875rem}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
a{color:var(--link);overflow-wrap:anywhere}
.table{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.875rem;line-height:1.45;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
th{color:var(--quiet);font-weight:600}th p,td p{margin:0}
time{white-space:nowrap}
.details{margin:.1rem 0 .6rem;color:var(--quiet);font-size:.875rem}
img{max-width:100%;height:auto}
pre{overflow-x:auto;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.375rem;font-size:.8125rem;line-height:1.5}
blockquote{margin-inline:0;padding-inline-start:1rem;border-inline-start:3px solid var(--line);color:var(--quiet)}
ul[data-type=tasks]{list-style:none;padding-inline-start:0}ul[data-type=tasks] li>p{display:inline}
figure{margin:1rem 0;overflow-x:auto}
svg{display:block;height:auto;font:13px Inter,system-ui,sans-serif}
svg.fit{max-width:100%}
svg text{fill:var(--text);unicode-bidi:plaintext}svg .strong{font-weight:600}svg .middle{text-anchor:middle}svg .end{text-anchor:end}svg .small{font-size:11.5px}
svg line,svg .line{fill:none;stroke:var(--quiet)}svg .empty{stroke-dasharray:3 4}svg .spine{stroke:var(--text);stroke-width:1.5}svg .arrow{fill:var(--text)}
svg rect{fill:var(--page);stroke:var(--line)}svg rect.root{fill:var(--box)}svg rect.good{stroke:var(--good);stroke-width:1.6}svg rect.open{stroke:var(--open);stroke-width:1.6;stroke-dasharray:4 3}
svg .note{font-size:12px;fill:var(--quiet)}svg .note.good{fill:var(--good)}svg .note.open{fill:var(--open)}svg text.quiet{fill:var(--quiet)}
@media print{:root{--text:#000;--quiet:#444;--line:#bbb;--link:#000;--page:#fff;--box:#fff;--good:#000;--open:#000}body{max-width:none;padding:0;font-size:11pt}h2,h3{break-after:avoid}tr,li,figure{break-inside:avoid}svg{max-width:100%}.table{overflow:visible}}
`.trim()
