/** What notices read of other capabilities, and no more. */
import type { ConcernReader } from '../../concerns/read.ts';
import type { EndorsementReader } from '../../endorsements/read.ts';
import type { IntakeReader } from '../../intake/read.ts';
import type { SubmissionReader } from '../../submissions/read.ts';
import type { WebhookReader } from '../../webhooks/read.ts';
import type { ClaimStore } from '../claims/claim-store.ts';
import type { NoticeReaderStore } from '../digests/notice-reader-store.ts';
import type { Language } from '../texts/catalog.ts';

/** Whoever gets a mail. */
export interface Recipient {
  /** Undefined for somebody who is no member of the program. */
  employeeId?: string | undefined;
  name: string;
  /** The first is written to. */
  addresses: string[];
  language: Language;
  /** The schools an administrator hears of; without it, all. */
  schools?: string[] | undefined;
}

export interface Member extends Recipient {
  employeeId: string;
  roles: readonly string[];
  school?: string | undefined;
}

export interface Program {
  name: string;
  /** A role mailbox. */
  contact: string;
  colors: { primary: string };
  owner?: string | undefined;
  deputy?: string | undefined;
  policy: { resubmitAfterDenial: boolean; awardNotices: 'immediate' | 'daily' };
}

export interface Badge {
  name: string;
  competency: string;
  rubric: { id: string; name: string; levels: { id: string; name: string }[] }[];
}

export interface Readers {
  programs: {
    program(programId: string): Promise<Program | undefined>;
    badgeVersion(programId: string, badgeId: string, version: number): Promise<Badge | undefined>;
    member(programId: string, employeeId: string): Promise<Member | undefined>;
    membersWithRole(programId: string, role: 'reviewer' | 'administrator'): Promise<Member[]>;
    source(sourceId: string): Promise<{ name: string } | undefined>;
  };
  submissions: Pick<SubmissionReader, 'get' | 'review'>;
  awards: { get(awardId: string): Promise<{ badgeId: string; badgeVersion: number; earnerId: string } | undefined> };
  credentials: {
    get(credentialId: string): Promise<{ holderKey: string } | undefined>;
    revocation(credentialId: string): Promise<{ reason: string; revokedAt: string } | undefined>;
  };
  intake: Pick<IntakeReader, 'quarantined' | 'tally'>;
  concerns: Pick<ConcernReader, 'get'>;
  endorsements: Pick<EndorsementReader, 'get'>;
  webhooks: Pick<WebhookReader, 'endpoint'>;
  /** Of this capability: what is gathered for one reader. */
  digests: Pick<NoticeReaderStore, 'get' | 'digest'>;
  claims: Pick<ClaimStore, 'unreached'>;
}
