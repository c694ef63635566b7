/** The layout of every page: readable without script, at 320 px, in print and with the reader's own colors. */
import { html, raw } from 'hono/html';

/** What `html` of `hono/html` makes: text that is escaped already. */
export type Html = ReturnType<typeof html>;

export interface Colors {
  primary: string;
  accent: string;
}

export interface Page {
  language: 'en' | 'es';
  title: string;
  /** The program's colors, `#rrggbb`. */
  colors?: Colors | undefined;
  body: Html;
}

/** The headers of every page. No script runs, nobody frames it, and forms go to this host alone. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // Under `no-referrer` a form would be posted with `Origin: null`, and refused as foreign.
  'referrer-policy': 'same-origin',
  // A program's picture may stand on a host that says nothing of who embeds it.
  'cross-origin-embedder-policy': 'unsafe-none',
} as const;

const HOUSE_COLORS: Colors = { primary: '#1f4e79', accent: '#b45f06' };
const SKIP = { en: 'Skip to the content', es: 'Saltar al contenido' };

/** A whole page. `body` begins with its own `h1`. */
export const page = ({ language, title, colors = HOUSE_COLORS, body }: Page): string => {
  const made = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(`:root{${variables(colors)}}${STYLE}`)}</style>
</head>
<body>
<a class="skip" href="#content">${SKIP[language]}</a>
<main id="content" tabindex="-1">
${body}
</main>
</body>
</html>
`;
  if (made instanceof Promise) throw new Error('A page is made of text that is there already.');
  return made.toString();
};

/** Black or white, whichever can be read better on the color. At least 4.58:1 on every color there is. */
export const textOn = (color: string) =>
  contrast(color, '#000000') > contrast(color, '#ffffff') ? '#000000' : '#ffffff';

/** The contrast of two colors (WCAG 2.2), from 1 to 21. */
export const contrast = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};

const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const INK = '#1b1b1b';
/** The color, if text in it can be read on white; ink otherwise. */
const asText = (color: string) => (contrast(color, '#ffffff') >= 4.5 ? color : INK);

/** The colors come from a program file: anything that is not a plain hexadecimal color is left out. */
const variables = (colors: Colors): string => {
  const isHex = Object.values(colors).every((color) => /^#[0-9a-fA-F]{6}$/.test(color));
  const { primary, accent } = isHex ? colors : HOUSE_COLORS;
  return `--primary:${primary};--on-primary:${textOn(primary)};--link:${asText(primary)};--accent:${accent}`;
};

const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.6 system-ui,sans-serif;color:${INK};background:#fff;border-top:.5rem solid var(--primary)}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 4rem;overflow-wrap:anywhere}
main:focus{outline:none}
h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0 1rem}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem}
h3{font-size:1.0625rem;margin:1.25rem 0 .25rem}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,button:focus-visible,input:focus-visible,textarea:focus-visible,select:focus-visible,summary:focus-visible{outline:3px solid ${INK};outline-offset:2px;box-shadow:0 0 0 5px #fff}
button,.button{display:inline-block;min-height:2.75rem;padding:.5rem 1.25rem;font:inherit;font-weight:600;text-decoration:none;color:var(--on-primary);background:var(--primary);border:2px solid ${INK};border-radius:.375rem;cursor:pointer}
input,textarea,select{font:inherit;max-width:100%;min-height:2.75rem;padding:.375rem .5rem;border:1px solid #595959;border-radius:.25rem}
input[type=radio],input[type=checkbox]{min-height:0;width:1.5rem;height:1.5rem;vertical-align:middle}
textarea{width:100%;min-height:6rem}
fieldset{border:1px solid #767676;border-radius:.375rem;margin:1rem 0;padding:.75rem 1rem}
dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1rem}
dt{font-weight:600}
dd{margin:0}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem;border-bottom:1px solid #767676}
blockquote,.note{margin:1rem 0;padding:.5rem 1rem;border-left:.375rem solid var(--accent);background:#f6f6f6}
img{max-width:100%;height:auto}
img.badge{width:10rem}
.skip{position:absolute;left:-100vw;padding:.5rem 1rem;background:#fff}
.skip:focus{left:0}
@media (max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
@media print{body{border:0}form,.skip,.screen{display:none}a[href^="http"]::after{content:" (" attr(href) ")"}}
`;
