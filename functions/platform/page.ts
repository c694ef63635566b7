/** The layout of every page: readable without script, at 320 px, in print and with the reader's own colors. */
import { html, raw } from 'hono/html';
import { INK, STYLE } from './page-style.ts';

/** What `html` of `hono/html` makes: text that is escaped already. */
export type Html = ReturnType<typeof html>;

export interface Colors {
  primary: string;
  accent: string;
}

export interface Page {
  language: 'en' | 'es';
  title: string;
  /** The program the page belongs to: its name stands above the page, in its colors (`#rrggbb`). */
  program?: { programId: string; name: string; languages: readonly string[]; colors: Colors } | undefined;
  /** The name of whoever is signed in. */
  reader?: string | undefined;
  /** What others show of the page where its address is pasted: for pages that everybody may see, and nothing personal. */
  preview?: Preview | undefined;
  body: Html;
}

/** Addresses in full. */
export interface Preview {
  title: string;
  description: string;
  url: string;
  image?: string | undefined;
}

/** The headers of every page. No script runs, nobody frames it, and forms go to this host alone. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // Under `no-referrer` a form would be posted with `Origin: null`, and refused as foreign.
  'referrer-policy': 'same-origin',
  // A program's picture may stand on a host that says nothing of who embeds it.
  'cross-origin-embedder-policy': 'unsafe-none',
} as const;

const HOUSE_COLORS: Colors = { primary: '#1f4e79', accent: '#b45f06' };
const TEXTS = {
  en: { skip: 'Skip to the content', reader: (name: string) => `You are signed in as ${name}.`, signOut: 'Sign out' },
  es: {
    skip: 'Saltar al contenido',
    reader: (name: string) => `Ha iniciado sesión como ${name}.`,
    signOut: 'Cerrar sesión',
  },
};

/** A whole page. `body` begins with its own `h1`. */
export const page = ({ language, title, program, reader, preview, body }: Page): string => {
  const made = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${preview ? metaOf(preview) : ''}
<style>${raw(`:root{${variables(program?.colors ?? HOUSE_COLORS)}}${STYLE}`)}</style>
</head>
<body>
<a class="skip" href="#content">${TEXTS[language].skip}</a>
${masthead({ language, program, reader })}
<main id="content" tabindex="-1">
${body}
</main>
</body>
</html>
`;
  if (made instanceof Promise) throw new Error('A page is made of text that is there already.');
  return made.toString();
};

/** The Open Graph protocol, and the one word that makes a picture large where it is read otherwise. */
const metaOf = ({ title, description, url, image }: Preview) => html`<meta name="description" content="${description}">
<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${url}">
${image ? html`<meta property="og:image" content="${image}">` : ''}
<meta name="twitter:card" content="summary">`;

/** Where one is, who one is, and the way out: school computers are shared. */
const masthead = ({ language, program, reader }: Pick<Page, 'language' | 'program' | 'reader'>) => {
  const texts = TEXTS[language];
  return html`<header class="masthead">
<p>${program ? html`<a href="/programs/${program.programId}" lang="${program.languages[0] ?? 'en'}">${program.name}</a>` : 'Accolade'}</p>
${reader ? html`<p>${texts.reader(reader)} <a class="screen" href="/sign-in/status">${texts.signOut}</a></p>` : ''}
</header>`;
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

/** The color, if text in it can be read on white; ink otherwise. */
const asText = (color: string) => (contrast(color, '#ffffff') >= 4.5 ? color : INK);

/** The colors come from a program file: anything that is not a plain hexadecimal color is left out. */
const variables = (colors: Colors): string => {
  const isHex = Object.values(colors).every((color) => /^#[0-9a-fA-F]{6}$/.test(color));
  const { primary, accent } = isHex ? colors : HOUSE_COLORS;
  return `--primary:${primary};--on-primary:${textOn(primary)};--link:${asText(primary)};--accent:${accent}`;
};
