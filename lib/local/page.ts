/** The layout of the pages that belong to this machine and are never deployed. */
import { html, raw } from 'hono/html';

const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.6 system-ui,sans-serif;color:#1b1b1b;background:#fff;border-top:.5rem solid #1f4e79}
main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem;overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.2}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .25rem}
p{margin:.5rem 0 1rem}
a{color:#1f4e79;text-underline-offset:.15em}
ol,ul{padding-left:1.5rem}
li{margin:.5rem 0}
.people{list-style:none;padding:0}
button{width:100%;padding:.75rem 1rem;font:inherit;text-align:left;color:inherit;background:#fff;border:2px solid #44546a;border-radius:.5rem;cursor:pointer}
button:hover{background:#eef2f7}
small{color:#44546a}
code{font:.95rem/1.5 ui-monospace,monospace;padding:.1rem .3rem;background:#f2f2f2;border-radius:.25rem}
blockquote{margin:.25rem 0 .75rem;padding-left:1rem;border-left:.25rem solid #767676}
.yes::before{content:"\\2713  ";color:#0a6b2d;font-weight:bold}
.no::before{content:"\\2717  ";color:#a11;font-weight:bold}
:is(a,button):focus-visible{outline:3px solid #1b1b1b;outline-offset:2px}`;

/** A whole page; `body` begins with its own `h1`. */
export const localPage = (title: string, body: ReturnType<typeof html>): string =>
  String(html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${raw(STYLE)}</style></head>
<body><main>
${body}
</main></body></html>
`);
