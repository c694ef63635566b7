/** What a notice says, before it becomes text or HTML: both are made from this one value. */
import type { Language } from '../texts/catalog.ts';

export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  /** Somebody's own words, under a line that says what about. */
  | { kind: 'quote'; about?: string | undefined; text: string }
  | { kind: 'facts'; facts: readonly Fact[] };

interface Fact {
  name: string;
  value: string;
}

export interface Letter {
  language: Language;
  /** The program's name and color stand over it. */
  letterhead: { name: string; color: string };
  /** Also the heading within. */
  subject: string;
  greeting: string;
  blocks: readonly Block[];
  /** The one thing to open. */
  link?: { label: string; url: string } | undefined;
  /** Where the reader chooses how often such mails come; needs sign-in. */
  choose?: { label: string; url: string } | undefined;
  /** Stops such mails by a POST alone: for mail programs, in the header (RFC 8058). Only for digests. */
  unsubscribe?: string | undefined;
  /** Why this person gets this mail, and where a reply goes. */
  footer: readonly string[];
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const quote = (text: string, about?: string): Block => ({ kind: 'quote', about, text });
/** Facts without a value are left out. */
export const facts = (...entries: [name: string, value: string | undefined][]): Block => ({
  kind: 'facts',
  facts: entries.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
});
