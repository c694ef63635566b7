/** The body of a post that opens or continues a submission. Unknown members are dropped: senders add fields of their own. */
import * as z from 'zod';
import { EmployeeId, Slug } from '../../events/ids.ts';

const text = z.string().trim().min(1).max(40_000);

/** Intranet drives still speak plain HTTP, so a link may; nothing that a browser would run may. */
const url = z.url({ protocol: /^https?$/ }).max(2000);

const item = {
  /** Which requirement of the badge this answers. */
  requirement: Slug,
  title: z.string().trim().min(1).max(200).optional(),
  /** True if the earner chose to let the public see it. The badge and the reviewer must agree too. */
  shareable: z.boolean().default(false),
};

const written = { ...item, text };
const linked = { ...item, url, text: text.optional() };

const Evidence = z.discriminatedUnion('type', [
  z.object({ ...written, type: z.literal('text') }),
  z.object({ ...written, type: z.literal('reflection') }),
  z.object({ ...linked, type: z.literal('link') }),
  z.object({ ...linked, type: z.literal('file') }),
  z.object({ ...linked, type: z.literal('video') }),
  z
    .object({ ...item, url: url.optional(), text: text.optional(), type: z.literal('observation') })
    .refine(({ url, text }) => url !== undefined || text !== undefined, 'An observation needs a text or a url.'),
]);

const Earner = z.union([z.object({ employeeId: EmployeeId }), z.object({ email: z.email().max(254).toLowerCase() })]);

const Data = z.object({
  earner: Earner,
  badge: Slug,
  /** The earner confirms that no student can be identified in the evidence. */
  privacyStatement: z.literal(true),
  evidence: z.array(Evidence).min(1).max(50),
});

export const SubmissionPost = z.object({
  type: z.literal('submission.created'),
  timestamp: z.iso.datetime({ offset: true }),
  data: Data,
});
export type SubmissionPost = z.output<typeof SubmissionPost>;

/** The same, out of what a mapping reads: a form with every answer left blank is missing evidence, not unreadable. */
export const MappedData = Data.extend({ evidence: z.array(Evidence).max(50) });
export type MappedData = z.output<typeof MappedData>;
