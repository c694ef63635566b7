/** What whoever answers for a program says of an endpoint, by the API and by the form. */
import * as z from 'zod';
import { PublicType } from './endpoint.ts';

/** In characters: the form says so too. */
export const LONGEST = { description: 120, url: 500 } as const;

/** One line, in whole letters. */
const Line = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+$/u)
  .max(LONGEST.description);

/** Where it leads is looked at each time something is sent there. */
const EndpointUrl = z
  .url({ protocol: /^https$/, error: 'Give a full address that starts with https://.' })
  .max(LONGEST.url)
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    return url?.port === '' && url.username === '' && url.password === '' && url.hash === '';
  }, 'Give an address without a port, a name, a password or a fragment.');

export const SettingsBody = z.object({
  url: EndpointUrl,
  description: Line.describe('For people: which system it is.'),
  events: z
    .array(PublicType)
    .min(1)
    .transform((types) => [...new Set(types)])
    .optional()
    .describe('Without it: all that everybody concerned hears anyway. Events of learning are told only by name.'),
});
