/** Hears what SES says of a mail, and notes it on the claim that the mail's tag names. */
import * as z from 'zod';
import type { Reaction } from '../platform/consume.ts';
import { Unprocessable } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import type { Now } from '../platform/stamp.ts';
import type { Outcome } from './claims.ts';
import type { ClaimStore } from './store.ts';

/** The `detail` of SES's events on EventBridge's default bus; what we need of it. Tags are lists of one. */
const MailEvent = z.object({
  mail: z.object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())).default({}) }),
  bounce: z.object({ bounceType: z.string() }).optional(),
});
type MailEvent = z.infer<typeof MailEvent>;

type Heard = { outcome: Outcome; reason?: string } | undefined;

/** What each event says of a sending, if anything. A transient bounce may be a vacation notice: it decides nothing. */
const SAYS: Readonly<Record<string, (event: MailEvent) => Heard>> = {
  'Email Sent': () => ({ outcome: 'sent' }),
  'Email Rejected': () => ({ outcome: 'refused', reason: 'rejected-by-ses' }),
  'Email Bounced': ({ bounce: { bounceType } = { bounceType: 'Undetermined' } }) =>
    bounceType === 'Transient' ? undefined : { outcome: 'bounced', reason: bounceType },
};

interface Collaborators {
  claims: Pick<ClaimStore, 'settle'>;
  now: Now;
}

/** One reaction for each event of the configuration set. A mail without our tag is somebody else's. */
export const noteSending = ({ claims, now }: Collaborators): Reaction[] =>
  Object.entries(SAYS).map(([detailType, says]) => ({
    detailType,
    handle: async (detail) => {
      const event = read(detail);
      const { messageId, tags } = event.mail;
      const [claimId] = tags.notice ?? [];
      const heard = says(event);
      if (claimId === undefined || heard === undefined) return;
      const { outcome, reason } = heard;
      const noted = await claims.settle(claimId, outcome, { at: now(), messageId, ...(reason && { reason }) });
      if (noted) log.info(`notice-heard-${outcome}`, { claimId, attempt: tags.attempt?.[0], reason });
    },
  }));

const read = (detail: unknown): MailEvent => {
  const event = MailEvent.safeParse(detail);
  if (event.success) return event.data;
  throw new Unprocessable('mail-event-unreadable', {
    message: `An event of SES does not have the form that is documented: ${z.prettifyError(event.error)}`,
  });
};
