/** Where in the text of an SVG the credentials stand, and where one can be put. By an XML parser that follows no reference. */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { MOST_BYTES, NotBakeable } from './baked.ts';

export const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';
const SVG = 'http://www.w3.org/2000/svg';
const CARRIERS = new Map<string, '3.0' | '2.0'>([
  [`{${NAMESPACE}}credential`, '3.0'],
  ['{http://openbadges.org}assertion', '2.0'],
]);
/** The parser looks a namespace up from element to element: in an endless nest that would take endlessly. */
const DEEPEST = 256;

/** A part of the text: from the index of its first letter up to the one after its last. */
export interface Span {
  start: number;
  end: number;
}

/** An element that holds a credential. */
export interface Carrier extends Span {
  version: '3.0' | '2.0';
  verify: string | undefined;
  body: string;
}

export interface Outline {
  root: {
    name: string;
    isSelfClosing: boolean;
    /** The index right after the name in the start tag. */
    afterName: number;
    /** The index right after the start tag. */
    afterTag: number;
    /** What stands between the quotes of `xmlns:openbadges`. */
    prefix?: Span & { uri: string };
  };
  /** In the order in which they begin; one may stand inside another. */
  carriers: Carrier[];
}

/**
 * The outline of an SVG of at most 1 MiB. Throws `image-too-large` beyond that or beyond 256 levels, `image-with-doctype`,
 * `not-an-image` unless its outermost element is `svg` of the SVG namespace, and `image-damaged` where it is not well-formed.
 */
export const outlineOf = (svg: string): Outline => {
  if (Buffer.byteLength(svg) > MOST_BYTES) throw new NotBakeable('image-too-large');
  const parser = new SaxesParser({ xmlns: true });
  const reading: Reading = { svg, parser, open: [], start: 0, afterName: 0, carriers: [] };
  parser.on('doctype', () => {
    throw new NotBakeable('image-with-doctype');
  });
  parser.on('opentagstart', () => onName(reading));
  parser.on('attribute', (attribute) => onAttribute(reading, attribute));
  parser.on('opentag', (tag) => onOpen(reading, tag));
  parser.on('closetag', () => onClose(reading));
  parser.on('text', (text) => onText(reading, text));
  parser.on('cdata', (text) => onText(reading, text));
  try {
    parser.write(svg).close();
  } catch (error) {
    if (error instanceof NotBakeable) throw error;
    throw new NotBakeable(reading.root === undefined ? 'not-an-image' : 'image-damaged', error);
  }
  if (reading.root === undefined) throw new NotBakeable('not-an-image');
  return { root: reading.root, carriers: reading.carriers };
};

interface Reading {
  svg: string;
  parser: Pick<SaxesParser, 'position'>;
  /** The elements that are open, from the outermost on; of those that hold no credential, nothing is kept. */
  open: (Carrier | undefined)[];
  /** Where the tag that is being read begins, and the index after its name. */
  start: number;
  afterName: number;
  prefix?: Outline['root']['prefix'];
  root?: Outline['root'];
  carriers: Carrier[];
}

/** The parser has read the name and the letter after it. No letter of a name is `<`. */
const onName = (reading: Reading): void => {
  reading.afterName = reading.parser.position - 1;
  reading.start = reading.svg.lastIndexOf('<', reading.afterName - 1);
};

/** The parser has read the closing quote. A value cannot hold the quotes that it stands in. */
const onAttribute = (reading: Reading, { name, value }: { name: string; value: string }): void => {
  if (reading.root !== undefined || name !== 'xmlns:openbadges') return;
  const end = reading.parser.position - 1;
  const start = reading.svg.lastIndexOf(reading.svg.charAt(end), end - 1) + 1;
  reading.prefix = { start, end, uri: value.trim() };
};

const onOpen = (reading: Reading, tag: SaxesTagNS): void => {
  if (reading.open.length >= DEEPEST) throw new NotBakeable('image-too-large');
  reading.root ??= rootOf(reading, tag);
  const version = CARRIERS.get(`{${tag.uri}}${tag.local}`);
  const { start } = reading;
  const carrier = version && { version, start, end: start, verify: tag.attributes.verify?.value, body: '' };
  if (carrier) reading.carriers.push(carrier);
  reading.open.push(carrier);
};

const rootOf = ({ afterName, prefix, parser }: Reading, { name, uri, local, isSelfClosing }: SaxesTagNS) => {
  if (uri !== SVG || local !== 'svg') throw new NotBakeable('not-an-image');
  return { name, isSelfClosing, afterName, afterTag: parser.position, ...(prefix && { prefix }) };
};

const onText = ({ open }: Reading, text: string): void => {
  const carrier = open.at(-1);
  if (carrier) carrier.body += text;
};

const onClose = ({ open, parser }: Reading): void => {
  const carrier = open.pop();
  if (carrier) carrier.end = parser.position;
};
