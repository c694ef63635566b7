/** How every long list is read: a page at a time. */
import * as z from 'zod';

/** The page that a person reads, and an API answers unless it is asked for another. */
export const PAGE = 100;

export const after = z.string().max(600).optional().describe('`next` of the answer before; without it, the beginning.');

/** Of an API's query. Its answer has `next` while there is more. */
export const paging = { limit: z.coerce.number().int().min(1).max(500).default(PAGE), after };
