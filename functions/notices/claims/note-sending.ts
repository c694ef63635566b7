/** Hears what SES says of a mail, notes it on the claim that the mail's tags name, and suppresses addresses that take none. */
import * as z from 'zod';
import type { Reaction } from '../../platform/consume.ts';
import { Unprocessable } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import type { Now } from '../../platform/stamp.ts';
import { MAY_BECOME, type Trouble } from './claim.ts';
import type { ClaimStore } from './claim-store.ts';
import type { SuppressionReason, SuppressionStore } from './suppression.ts';

const Recipients = z.array(z.object({ emailAddress: z.string() })).default([]);

/**
 * The `detail` of SES's events on EventBridge's default bus; what we need of it. Tags are lists of one. A sub-type
 * `OnAccountSuppressionList` says that SES took the mail and did not try to deliver it.
 */
const MailEvent = z.object({
  mail: z.object({
    messageId: z.string(),
    timestamp: z.iso.datetime({ offset: true }),
    tags: z.record(z.string(), z.array(z.string())).default({}),
  }),
  bounce: z
    .object({ bounceType: z.string(), bounceSubType: z.string().default(''), bouncedRecipients: Recipients })
    .optional(),
  complaint: z.object({ complaintSubType: z.string().nullish(), complainedRecipients: Recipients }).optional(),
});
type MailEvent = z.infer<typeof MailEvent>;

interface Bad {
  trouble: Trouble;
  reason: string;
  /** Why these addresses get no mail from now on. */
  suppress?: { why: SuppressionReason; addresses: string[] };
}
type Heard = 'sent' | Bad | undefined;

const ON_SES_LIST = 'OnAccountSuppressionList';
const addressesOf = (recipients: z.infer<typeof Recipients>) => recipients.map(({ emailAddress }) => emailAddress);

/** A transient bounce may be a vacation notice, or a mailbox that is full today: it decides nothing. */
const bounced = ({ bounce }: MailEvent): Heard => {
  const { bounceType = 'Undetermined', bounceSubType, bouncedRecipients = [] } = bounce ?? {};
  if (bounceType === 'Transient') return undefined;
  if (bounceType !== 'Permanent') return { trouble: 'bounced', reason: bounceType };
  const why = bounceSubType === ON_SES_LIST ? 'on-ses-list' : 'bounced';
  const reason = why === 'on-ses-list' ? ON_SES_LIST : bounceType;
  return { trouble: 'bounced', reason, suppress: { why, addresses: addressesOf(bouncedRecipients) } };
};

const complained = ({ complaint }: MailEvent): Heard => {
  const { complaintSubType, complainedRecipients = [] } = complaint ?? {};
  const addresses = addressesOf(complainedRecipients);
  return complaintSubType === ON_SES_LIST
    ? { trouble: 'bounced', reason: ON_SES_LIST, suppress: { why: 'on-ses-list', addresses } }
    : { trouble: 'complained', reason: 'complaint', suppress: { why: 'complained', addresses } };
};

/** What each event says of a sending, if anything. */
const SAYS: Readonly<Record<string, (event: MailEvent) => Heard>> = {
  'Email Sent': () => 'sent',
  'Email Rejected': () => ({ trouble: 'refused', reason: 'rejected-by-ses' }),
  'Email Bounced': bounced,
  'Email Complaint Received': complained,
};

interface Collaborators {
  claims: Pick<ClaimStore, 'get' | 'settle' | 'fail'>;
  suppressions: Pick<SuppressionStore, 'suppress'>;
  now: Now;
}

/** One reaction for each event of the configuration set. A mail without our tag is somebody else's, its address is too. */
export const noteSending = (collaborators: Collaborators): Reaction[] =>
  Object.entries(SAYS).map(([detailType, says]) => ({
    detailType,
    handle: async (detail) => {
      const event = read(detail);
      const [claimId] = event.mail.tags.notice ?? [];
      const heard = says(event);
      if (claimId === undefined || heard === undefined) return;
      await note(collaborators, { claimId, resent: Number(event.mail.tags.resent?.[0] ?? 0) }, event, heard);
    },
  }));

const note = async (
  { claims, suppressions, now }: Collaborators,
  sending: { claimId: string; resent: number },
  { mail: { messageId, timestamp, tags } }: MailEvent,
  heard: 'sent' | Bad,
): Promise<void> => {
  const about = { claimId: sending.claimId, attempt: tags.attempt?.[0] };
  if (heard === 'sent') {
    if (await claims.settle(sending, 'sent', { at: now(), messageId })) log.info('notice-heard-sent', about);
    return;
  }
  const { trouble, reason, suppress } = heard;
  for (const address of suppress?.addresses ?? []) {
    await suppressions.suppress(address, suppress?.why ?? 'bounced', { at: now(), sentAt: new Date(timestamp) });
  }
  const claim = await claims.get(sending.claimId);
  if (!claim || !MAY_BECOME[trouble].includes(claim.state)) return;
  const noted = await claims.fail({ ...claim, ...sending }, trouble, { at: now(), messageId, reason });
  if (noted) log.info(`notice-heard-${trouble}`, { ...about, reason });
};

const read = (detail: unknown): MailEvent => {
  const event = MailEvent.safeParse(detail);
  if (event.success) return event.data;
  throw new Unprocessable('mail-event-unreadable', {
    message: `An event of SES does not have the form that is documented: ${z.prettifyError(event.error)}`,
  });
};
