/** A letter as HTML that mail programs agree on: inline styles, one column, nothing loaded from anywhere. */
import { html } from 'hono/html';
import { contrast, textOn } from '../../platform/page.ts';
import type { Block, Letter } from './letter.ts';

const INK = '#1b1b1b';
const PAPER = '#ffffff';
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const TEXT = `margin:0 0 16px;font-size:16px;line-height:1.5;color:${INK}`;
const QUIET = '#595959';

/** The color where it is seen against paper (3:1, WCAG 1.4.11), ink where it is not. */
const edgeOf = (color: string) => (contrast(color, PAPER) >= 3 ? color : INK);

export const htmlOf = async (letter: Letter): Promise<string> => {
  const { language, letterhead, subject, greeting, blocks, choose, footer } = letter;
  const { name, color } = letterhead;
  return String(
    await html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${subject}</title>
</head>
<body style="margin:0;padding:0;background:#f2f2f0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f2f0">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:${PAPER};border-radius:8px;${FONT}">
<tr><td style="padding:16px 28px;background:${color};border-bottom:1px solid ${edgeOf(color)};border-radius:8px 8px 0 0">
<p style="margin:0;font-size:15px;font-weight:600;color:${textOn(color)}">${name}</p>
</td></tr>
<tr><td style="padding:28px 28px 12px">
<h1 style="margin:0 0 20px;font-size:22px;line-height:1.3;color:${INK}">${subject}</h1>
<p style="${TEXT}">${greeting}</p>
${blocks.map(blockHtml)}
${buttonOf(letter)}
</td></tr>
<tr><td style="padding:16px 28px 24px;border-top:1px solid #dddddd">
${footer.map((line) => html`<p style="margin:0 0 8px;font-size:14px;line-height:1.5;color:${QUIET}">${line}</p>\n`)}
${choose ? html`<p style="margin:0 0 8px;font-size:14px;line-height:1.5"><a href="${choose.url}" style="color:${QUIET}">${choose.label}</a></p>` : ''}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`,
  );
};

const blockHtml = (block: Block) => {
  switch (block.kind) {
    case 'paragraph':
      return html`<p style="${TEXT}">${lines(block.text)}</p>\n`;
    case 'heading':
      return html`<h2 style="margin:24px 0 12px;font-size:17px;line-height:1.3;color:${INK}">${block.text}</h2>\n`;
    case 'quote':
      return html`${block.about ? html`<p style="margin:0 0 4px;font-size:15px;font-weight:600;line-height:1.4;color:${INK}">${block.about}</p>\n` : ''}<blockquote style="margin:0 0 16px;padding:2px 0 2px 14px;border-left:3px solid #8a8a8a;font-size:16px;line-height:1.5;color:${INK}">${lines(block.text)}</blockquote>\n`;
    case 'facts':
      return html`<table style="margin:0 0 16px;border-collapse:collapse;font-size:16px;line-height:1.5;color:${INK}">
${block.facts.map(({ name, value }) => html`<tr><th scope="row" style="padding:2px 16px 2px 0;text-align:left;vertical-align:top;font-weight:400;color:${QUIET}">${name}</th><td style="padding:2px 0;vertical-align:top;overflow-wrap:anywhere">${value}</td></tr>\n`)}</table>\n`;
  }
};

/** A table cell holds the color, because Outlook drops the padding of links; the address is also there as text. */
const buttonOf = ({ link, letterhead: { color } }: Letter) =>
  link
    ? html`<table role="presentation" cellpadding="0" cellspacing="0" style="margin:24px 0 12px">
<tr><td style="background:${color};border:2px solid ${edgeOf(color)};border-radius:6px">
<a href="${link.url}" style="display:inline-block;padding:11px 22px;font-size:16px;font-weight:600;color:${textOn(color)};text-decoration:none">${link.label}</a>
</td></tr>
</table>
<p style="margin:0 0 16px;font-size:14px;line-height:1.5;color:${QUIET};word-break:break-all"><a href="${link.url}" style="color:${QUIET}">${link.url}</a></p>
`
    : '';

/** Line breaks that somebody wrote are theirs. */
const lines = (text: string) =>
  text.split(/\r\n|\r|\n/).map((line, at) => (at === 0 ? html`${line}` : html`<br>${line}`));
