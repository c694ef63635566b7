/** The style of every page. Colors come as variables: `--primary`, `--on-primary`, `--link`, `--accent`. */

/** The color of text. */
export const INK = '#1b1b1b';
const SOFT = '#f5f5f3';
const LINE = '#767676';
const WRONG = '#a30d11';
const RIGHT = '#1a6b34';

const LAYOUT = `
*{box-sizing:border-box}
body{--width:46rem;margin:0;font:1.0625rem/1.6 system-ui,sans-serif;color:${INK};background:#fff}
body:has(.beside){--width:84rem}
.masthead{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;padding:.75rem max(1rem,(100% - var(--width))/2 + 1rem);color:var(--on-primary);background:var(--primary);border-bottom:1px solid transparent;overflow-wrap:anywhere}
.masthead p{margin:0}
.masthead a{display:inline-block;min-height:1.75rem;color:inherit}
main{max-width:var(--width);margin:0 auto;padding:1.5rem 1rem 4rem;overflow-wrap:anywhere}
main:focus{outline:none}
.beside{display:grid;gap:0 3rem;grid-template-columns:minmax(0,1fr)}
.skip{position:absolute;left:-100vw;padding:.5rem 1rem;color:${INK};background:#fff}
.skip:focus{position:static;display:block}
@media (min-width:60rem){.beside{grid-template-columns:repeat(2,minmax(0,1fr));align-items:start}.beside>.stays{position:sticky;top:0;max-height:100vh;overflow:auto;padding:.25rem}}
`;

const TEXT = `
h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0 .75rem}
h2{font-size:1.3rem;line-height:1.3;margin:2.25rem 0 .5rem}
h3{font-size:1.0625rem;margin:1.5rem 0 .25rem}
p{margin:.5rem 0 1rem}
.lead{font-size:1.1875rem;line-height:1.5}
.above{margin:0;color:#494949}
.hint{margin:.15rem 0;color:#494949}
.prose{white-space:pre-line}
pre{margin:.5rem 0;padding:.75rem;white-space:pre-wrap;overflow-wrap:anywhere;background:${SOFT}}
a{color:var(--link);text-underline-offset:.15em}
ul,ol{padding-left:1.5rem}
li{margin:.5rem 0}
.rows{list-style:none;padding:0}
.rows>li{margin:0;padding:1rem 0;border-top:1px solid ${LINE}}
.rows :is(h3,h4){margin:0;font-size:1.125rem}
.rows p{margin:.25rem 0 0}
dl{display:grid;grid-template-columns:minmax(7rem,11rem) 1fr;gap:.5rem 1rem}
dt{font-weight:600}
dd{margin:0}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem;border-bottom:1px solid ${LINE}}
blockquote,.item{margin:.5rem 0 1rem;padding-left:1rem;border-left:.25rem solid ${LINE}}
blockquote>:first-child,.item>:first-child{margin-top:0}
blockquote>:last-child,.item>:last-child{margin-bottom:0}
.note{margin:1rem 0;padding:.75rem 1.25rem;border-left:.375rem solid var(--accent);border-radius:.25rem;background:${SOFT}}
.note h2{margin:.25rem 0}
.note p{margin:.25rem 0}
.note form,.note .button{margin-top:.5rem}
.card{margin:1rem 0;padding:.25rem 1.25rem;border:1px solid ${LINE};border-radius:.5rem}
.card h3{margin-top:.75rem}
img{max-width:100%;height:auto}
img.badge{width:10rem}
.badge-head{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.75rem;margin:0 0 1.25rem}
.badge-head>div{flex:1 1 18rem;min-width:0}
.badge-head p{margin:.25rem 0}
.status{margin:1.5rem 0;padding:.75rem 1.25rem;border:2px solid ${RIGHT};border-left-width:.75rem;border-radius:.5rem}
.status.ended{border-color:${WRONG}}
.status p{margin:.25rem 0}
.status strong{font-size:1.1875rem}
.pictured>li{display:flex;gap:1.25rem;align-items:flex-start}
.pictured>li>div{flex:1;min-width:0}
.pictured img.badge{width:5rem}
.files{display:block}
.files dd{margin:.25rem 0 1.25rem}
.print{display:none}
`;

const FORMS = `
button,.button{display:inline-block;min-height:2.75rem;padding:.5rem 1.25rem;font:inherit;font-weight:600;text-decoration:none;color:var(--on-primary);background:var(--primary);border:2px solid ${INK};border-radius:.375rem;cursor:pointer}
button:hover,.button:hover{text-decoration:underline}
button.quiet,.button.quiet{color:${INK};background:#fff}
input,textarea,select{font:inherit;max-width:100%;min-height:2.75rem;padding:.375rem .5rem;border:1px solid #595959;border-radius:.25rem}
input[type=radio],input[type=checkbox]{min-height:0;width:1.5rem;height:1.5rem;margin:.1rem 0 0;accent-color:${INK}}
textarea{width:100%;min-height:5rem}
fieldset{min-width:0;margin:1.25rem 0;padding:.25rem 1.25rem .75rem;border:1px solid ${LINE};border-radius:.5rem}
legend{font-weight:700;padding:0 .375rem}
.field{margin:1rem 0}
.field label,.choice label{font-weight:600}
.choice{display:grid;grid-template-columns:2.25rem minmax(0,1fr);align-items:start;margin:.75rem 0}
.choice .hint{grid-column:2}
.error{margin:.25rem 0;font-weight:700;color:${WRONG}}
.errors{margin:0 0 1.5rem;padding:.25rem 1.25rem .75rem;border:.2rem solid ${WRONG};border-radius:.5rem}
.errors h2{margin-top:.5rem}
details{margin:1rem 0}
li>details{margin:.25rem 0}
summary{padding:.5rem 0;font-weight:600;cursor:pointer}
:is(a,button,input,textarea,select,summary,.errors):focus-visible{outline:3px solid ${INK};outline-offset:2px;box-shadow:0 0 0 5px #fff}
.masthead a:focus-visible{outline-color:var(--on-primary);box-shadow:none}
`;

const OTHERWISE = `
@media (max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}fieldset,.card{padding-inline:.75rem}}
@media print{.beside>.stays{position:static;max-height:none}form,.skip,.screen{display:none}.print{display:block}h2,h3,dt{break-after:avoid}li,dd,.card,.status,.badge-head{break-inside:avoid}.masthead{color:${INK};background:none;border-color:${INK}}main a[href^="http"]::after{content:" (" attr(href) ")"}}
`;

export const STYLE = LAYOUT + TEXT + FORMS + OTHERWISE;
