/** Which mails an event led to, by the claims that were made for them: kinds and outcomes, never who. */
import { intakeReader } from '../../functions/intake/read.ts';
import { type Claim, claimIdOf } from '../../functions/notices/claims/claim.ts';
import { claimStore } from '../../functions/notices/claims/claim-store.ts';
import { Occasion, type OccasionKind } from '../../functions/notices/matters/occasion.ts';
import type { EventItem } from '../../functions/platform/table/event-item.ts';
import type { Table } from '../../functions/platform/table/table.ts';
import { programReader } from '../../functions/programs/read.ts';

/** What the tell-... reactions make of each event. */
const TOLD_OF: Readonly<Record<string, readonly OccasionKind[]>> = {
  'submission.created': ['submission-received', 'review-wanted', 'reviewer-missing'],
  'evidence.returned': ['returned'],
  'evidence.denied': ['not-yet'],
  'assertion.signed': ['badge-awarded', 'award-notice'],
  'badge.revoked': ['badge-revoked'],
  'post.quarantined': ['posts-waiting', 'post-set-aside'],
  'concern.reported': ['concern-reported'],
  'endorsement.invited': ['endorsement-wanted'],
  'endorsement.proposed': ['endorsement-proposed'],
  'webhook-endpoint.disabled': ['webhook-disabled'],
};

/** Undefined where an event leads to no mail. Whoever left the program since is not looked for. */
export const mailsOf = async (table: Table, { detailType, detail }: EventItem): Promise<Claim[] | undefined> => {
  const kinds = TOLD_OF[detailType.replace(/\.v\d+$/, '')];
  if (!kinds) return undefined;
  const { programId, time } = detail.metadata;
  const people = await peopleOf(table, programId, await earnerOf(table, detail));
  const claimIds = kinds.flatMap((kind) => {
    const occasion = Occasion.safeParse({ kind, programId, day: time.slice(0, 10), ...detail.data }).data;
    return occasion ? people.map((employeeId) => claimIdOf(occasion, employeeId)) : [];
  });
  const claims = await Promise.all(claimIds.map((claimId) => claimStore(table).get(claimId)));
  return claims.filter((claim) => claim !== undefined);
};

/** Events of a post in quarantine name nobody: whom it names is kept with it. */
const earnerOf = async (table: Table, { metadata, data }: EventItem['detail']): Promise<unknown> => {
  if (data.earnerId !== undefined || typeof data.receiptId !== 'string') return data.earnerId;
  return (await intakeReader(table).quarantined(metadata.programId, data.receiptId))?.earnerId;
};

/** Everybody who may have been told; `undefined` for those who are no members. */
const peopleOf = async (table: Table, programId: string, earnerId: unknown): Promise<(string | undefined)[]> => {
  const programs = programReader(table);
  const [program, ...holders] = await Promise.all([
    programs.program(programId),
    programs.membersWithRole(programId, 'reviewer'),
    programs.membersWithRole(programId, 'administrator'),
  ]);
  const earner = typeof earnerId === 'string' ? [earnerId] : [];
  const members = holders.flat().map(({ employeeId }) => employeeId);
  return [...new Set([...earner, ...members, program?.owner, program?.deputy, undefined])];
};

/** As `review-wanted 2 sent, 1 bounced`. */
export const inWords = (claims: readonly Claim[]): string => {
  const told = claims.map(({ occasion, state }) => `${occasion.kind} ${state}`);
  return [...new Set(told)].map((one) => `${told.filter((each) => each === one).length} x ${one}`).join(', ');
};
