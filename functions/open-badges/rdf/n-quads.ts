/** How values are written in canonical N-Quads (RDF 1.1 N-Quads, RDFC-1.0 section 5). */
import { unsafe } from './unsafe.ts';

const XSD = 'http://www.w3.org/2001/XMLSchema#';
export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** Nearly every IRI: it needs no second look. */
const PLAIN_IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-[\]_a-z~]*$/;
const ABSOLUTE_IRI = /^[A-Za-z][A-Za-z0-9+.-]*:\S*$/;
const ILLEGAL_IN_IRI = /[^!#-;=?-[\]_a-z~\u007f-\uffff]/g;

/** An IRI that is written in full. Anything shorter means something else at another address, and is refused. */
export const iri = (text: string): string => {
  if (PLAIN_IRI.test(text)) return `<${text}>`;
  if (!ABSOLUTE_IRI.test(text)) throw unsafe(`"${text}" is neither a term of the contexts nor an IRI written in full.`);
  return `<${text.replace(ILLEGAL_IN_IRI, numeric)}>`;
};

/** Control characters, the quotation mark and the backslash. */
const ESCAPED = /[^ !#-[\]-~\u0080-\uffff]/;
const ALL_ESCAPED = new RegExp(ESCAPED, 'g');
const NAMED: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};
const numeric = (character: string) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** A string between quotation marks. Most need no escape, and are written as they are. */
export const quoted = (text: string): string =>
  ESCAPED.test(text)
    ? `"${text.replace(ALL_ESCAPED, (character) => NAMED[character] ?? numeric(character))}"`
    : `"${text}"`;

/** A number or boolean of JSON, in the canonical form of XML Schema; `datatype` when its term defines one. */
export const scalar = (value: number | boolean, datatype: string): string => {
  if (typeof value === 'boolean') return `"${value}"${datatype || `^^<${XSD}boolean>`}`;
  if (Number.isInteger(value) && Math.abs(value) < 1e21)
    return `"${value.toFixed(0)}"${datatype || `^^<${XSD}integer>`}`;
  // JSON-LD processors take a number without a decimal point for an integer: 1e-7 would be signed as 0.
  if (!Number.isFinite(value) || (Math.abs(value) < 1 && !String(value).includes('.'))) {
    throw unsafe(`The number ${value} cannot be written down exactly: make it a string.`);
  }
  const double = value.toExponential(15).replace(/(\d)0*e\+?/, '$1E');
  return `"${double}"${datatype || `^^<${XSD}double>`}`;
};

/** Any JSON, as a literal of its canonical text (RFC 8785). */
export const jsonLiteral = (value: unknown): string => `${quoted(canonicalJson(value))}^^<${RDF}JSON>`;

const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  // Sorted by UTF-16 code units, as `<` compares.
  members.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join()}}`;
};
