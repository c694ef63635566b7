/** The plain fields that program files are made of, each with the limit that keeps a badge within one DynamoDB item. */
import * as z from 'zod';
import { EmployeeId } from '../../events/ids.ts';

/** One line of text, trimmed and in Unicode's composed form, so that ñ is the same letter from every keyboard. */
export const line = (max: number) => z.string().trim().normalize('NFC').min(1).max(max);

/** Text of one or more paragraphs; Markdown where Open Badges allows it. */
export const prose = (max: number) => z.string().trim().normalize('NFC').min(1).max(max);

/** An address on the web that is safe to print in a public credential. */
export const HttpsUrl = z
  .url({ protocol: /^https$/, error: 'Give a full address that starts with https://.' })
  .max(2000);

/** An e-mail address, in lower case: mailboxes are compared without regard to case. */
export const Email = z.email({ error: 'Give an e-mail address, such as name@school.example.' }).max(254).toLowerCase();

/** The languages that notices, pages and errors are written in. */
export const Language = z.enum(['en', 'es']);

/** A lower-case name that addresses and events may carry: the slug of the events, with a message for its author. */
export const Id = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: 'Use lower-case letters, digits and single hyphens, such as retrieval-practice.',
  });

/** Events carry employee ids, never addresses: an id with an @ is most likely an address in the wrong column. */
export const StableEmployeeId = EmployeeId.regex(/^[^\s@#]+$/, {
  error: 'Use the stable employee id: no spaces, no #, and not an e-mail address.',
});

/** Open Badges wants a PNG or SVG where a picture travels inside the document. */
export const Image = z.strictObject({
  id: z
    .string()
    // The issuer's picture and the badge's travel in every credential, which is one item beside the badge's texts.
    .max(60_000)
    .regex(/^(https:\/\/\S+|data:image\/(png|svg\+xml);base64,[A-Za-z0-9+/]+=*)$/, {
      error: 'Give an https:// address, or a data: address of a PNG or SVG in base64.',
    }),
  /** What the picture shows, for people who do not see it. */
  caption: line(300),
});

/** The positions at which a key was seen before. */
export const repeatedAt = (keys: readonly string[]): number[] => {
  const seen = new Set<string>();
  return keys.flatMap((key, index) => {
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
};
