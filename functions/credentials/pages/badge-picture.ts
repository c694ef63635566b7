/** The image of a badge as a file: what its program supplies, or what is drawn for it by rule. */
import { badgePng } from '../../open-badges/badge-image/png.ts';
import { badgeSvg } from '../../open-badges/badge-image/svg.ts';
import type { Badge, Program } from '../../programs/read.ts';

/** What it is drawn from. */
type Drawn = Pick<Program, 'tiers' | 'colors' | 'languages'>;

/** The program's own picture where it travels in the program file; one that stands elsewhere on the web cannot be baked. */
const supplied = ({ image }: Pick<Badge, 'image'>, kind: 'png' | 'svg+xml'): Buffer | undefined => {
  const start = `data:image/${kind};base64,`;
  return image?.id.startsWith(start) ? Buffer.from(image.id.slice(start.length), 'base64') : undefined;
};

const drawing = ({ tiers, colors, languages }: Drawn, { name, tier }: Badge) => {
  const tierName = tiers.find((one) => one.tier === tier)?.name;
  return { name, tier, ...(tierName && { tierName }), colors, language: languages[0] ?? 'en' };
};

export const pictureSvg = (program: Drawn, badge: Badge): string => {
  const svg = supplied(badge, 'svg+xml');
  if (svg) return svg.toString('utf8');
  return supplied(badge, 'png') && badge.image ? framed(badge.image) : badgeSvg(drawing(program, badge));
};

export const picturePng = (program: Drawn, badge: Badge): Uint8Array =>
  supplied(badge, 'png') ?? badgePng(drawing(program, badge));

/** A PNG as an SVG, so that both forms of a credential show the same picture. */
const framed = ({ id, caption }: NonNullable<Badge['image']>): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img" aria-labelledby="title"><title id="title">${escaped(caption)}</title><image width="400" height="400" href="${id}"/></svg>`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

/** A picture that a program supplies may hold a script: opened by itself at our address, it must not run. */
export const pictureHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
} as const;
