/** Credentials in SVG images (Open Badges 3.0, "SVG" under "Baked Badge"). */
import { type Baked, bakeable, isJws, NotBakeable, onlyOne, outcomeOf, readable } from './baked.ts';
import { type Carrier, NAMESPACE, type Outline, outlineOf, type Span } from './svg-outline.ts';

/**
 * The SVG with the credential in its only `openbadges:credential`, right after the start tag of `svg`: a compact JWS as the
 * attribute `verify`, JSON as CDATA. What was baked before is gone, in the manner of Open Badges 2.0 too. Throws a `NotBakeable`
 * for what is no SVG or a damaged one, for one that with its credential is larger than 1 MiB, and for a text that is neither a
 * compact JWS nor a JSON object.
 */
export const bakeSvg = (svg: string, credential: string): string => {
  const { root, carriers } = outlineOf(svg);
  const made = carrierOf(bakeable(credential));
  const baked = edited(svg, [
    declaration(root),
    root.isSelfClosing
      ? { start: root.afterTag - '/>'.length, end: root.afterTag, text: `>${made}</${root.name}>` }
      : { start: root.afterTag, end: root.afterTag, text: made },
    ...outermost(carriers).map((span) => ({ ...span, text: '' })),
  ]);
  // A prefix that meant something else, a picture that became too large: what cannot be read back is not handed out.
  const read = bakedInSvg(baked);
  if (!read.ok) throw new NotBakeable(read.code);
  return baked;
};

/** The credential of an SVG of at most 1 MiB: of its `credential` or, of Open Badges 2.0, its `assertion`, under any prefix. */
export const bakedInSvg = (svg: string): Baked =>
  outcomeOf(() => {
    const { version, verify, body } = onlyOne(outlineOf(svg).carriers);
    return { ok: true, version, text: readable(oneOf(verify?.trim() ?? '', body)), compressed: false };
  });

/** In Open Badges 2.0, the attribute beside a body is the address of what the body says. A JWS beside a body is a second credential. */
const oneOf = (verify: string, body: string): string => {
  if (body.trim() === '') return verify;
  if (isJws(verify)) throw new NotBakeable('baked-twice');
  return body;
};

const carrierOf = (text: string): string =>
  isJws(text)
    ? `<openbadges:credential verify="${text}"></openbadges:credential>`
    : `<openbadges:credential>${cdata(text)}</openbadges:credential>`;

/**
 * JSON as CDATA. What would end it early is divided among two sections. XML has no way to write U+FFFE and U+FFFF, and reads every
 * line end as a line feed: the former can stand in strings of JSON alone, where they have another spelling, and the latter outside
 * of strings alone.
 */
const cdata = (json: string): string => {
  const spelled = json.replace(/[\uFFFE\uFFFF]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16)}`);
  return `<![CDATA[${spelled.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
};

interface Edit extends Span {
  text: string;
}

/** Binds the prefix `openbadges` on the root, in place of what it was bound to. */
const declaration = ({ prefix, afterName }: Outline['root']): Edit =>
  prefix
    ? { start: prefix.start, end: prefix.end, text: NAMESPACE }
    : { start: afterName, end: afterName, text: ` xmlns:openbadges="${NAMESPACE}"` };

const outermost = (carriers: readonly Carrier[]): Carrier[] =>
  carriers.filter(({ end }) => !carriers.some((other) => other.start < end && end < other.end));

/** From the last to the first, so that no edit moves another; at one place, what is put there last is not taken out again. */
const edited = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((done, { start, end, text: put }) => done.slice(0, start) + put + done.slice(end), text);
