/** A small district as notices read it, with a canary in everything that is not everybody's. */

import type { Endorsement } from '../../../functions/endorsements/read.ts';
import type { Occasion, OccasionKind } from '../../../functions/notices/matters/occasion.ts';
import type { Member, Readers } from '../../../functions/notices/matters/readers.ts';
import type { Submission } from '../../../functions/submissions/read.ts';

export const REASON = 'It was awarded for the work of another class.';
export const CANARY = 'Canaria Quillfeather';

export const programId = 'future-ready-teachers';
export const submissionId = '4d6f2f0a-6a1f-4c5e-9a53-0d7a2f4f1a11';
export const awardId = '9b1f5a3c-2b0e-4f7a-8f63-6f2f5d0f7c22';
export const credentialId = 'h3K9xQ2vR8mT5nL1pW7zYA';
export const concernId = '5a4b3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c1d';
export const digestId = '3e1d2c4b-5a69-4788-9776-655443322110';
export const unsubscribeToken = 'u-4Rt_9wXd2Kb7LmQ0pHs6';
export const receiptId = '1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f';

/** One that nobody answered yet, and one that waits for the owner. */
export const invitedId = 'e7Vn2Kq9Xw4RtY6uZ1oPmA';
export const proposedId = 'p3Tg8Lc5Bd7HsJ2kF9vNqA';
export const invitationKey = 'i-5Rw_8zNc3Mh6QpJ1kXg0';

export const endpointId = '8f2e7d1c-4b5a-4c3d-9e8f-1a2b3c4d5e6f';

export const publicUrl = 'https://badges.cedarhollow.example';

const person = (employeeId: string, name: string, more: Partial<Member> = {}): Member => ({
  employeeId,
  name,
  roles: [],
  addresses: [
    `${employeeId.toLowerCase()}@cedarhollow.example`,
    `second.${employeeId.toLowerCase()}@cedarhollow.example`,
  ],
  school: 'Cedar Hollow Middle School',
  language: 'en',
  ...more,
});

export const people = {
  earner: person('E-1203', 'Anna Castañeda'),
  owner: person('E-1004', 'Ruth Abernathy'),
  deputy: person('E-1011', 'Thomas Okafor'),
  reviewer: person('E-1127', 'Priya Raman'),
  reviewerInSpanish: person('E-1139', 'Marisol Quintero', { language: 'es', school: 'Alder Creek Elementary School' }),
  principal: person('E-1052', 'Gerald Whitcomb', { schools: ['Cedar Hollow Middle School'] }),
  principalElsewhere: person('E-1053', 'Olga Brandt', { schools: ['Alder Creek Elementary School'] }),
  superintendent: person('E-1001', 'Helen Lindgren', { school: 'District Office' }),
};

export interface District {
  members: Member[];
  reviewers: string[];
  administrators: string[];
  submission: Submission | undefined;
  earnerNamed: boolean;
  /** Whose award it is. */
  earnerId: string;
  resubmitAfterDenial: boolean;
  /** Why the webhook endpoint is disabled. */
  webhookReason: 'failing' | 'gone' | 'by-hand';
  awardNotices: 'immediate' | 'daily';
  programName: string;
  badgeName: string;
  color: string;
}

export const district = (changes: Partial<District> = {}): District => ({
  members: Object.values(people),
  reviewers: ['E-1127', 'E-1139', 'E-1203'],
  administrators: ['E-1052', 'E-1053', 'E-1001', 'E-1203'],
  submission: {
    submissionId,
    programId,
    badgeId: 'retrieval-practice',
    badgeVersion: 1,
    earnerId: 'E-1203',
    state: 'in-review',
    attempt: 1,
    sequence: 2,
    submittedAt: '2027-03-01T09:00:00.000Z',
    changedAt: '2027-03-01T09:00:00.000Z',
  },
  earnerNamed: true,
  earnerId: 'E-1203',
  resubmitAfterDenial: true,
  webhookReason: 'failing',
  awardNotices: 'immediate',
  programName: 'Future-Ready Teachers',
  badgeName: 'Retrieval Practice',
  color: '#1f4d3a',
  ...changes,
});

const level = (id: string, name: string) => ({ id, name });
const levels = [level('beginning', 'Beginning'), level('met', 'Met'), level('exemplary', 'Exemplary')];

const review = (attempt: number) => ({
  reviewId: '7e0f4c9b-5d3a-4b2e-8a1c-3f6d9e2b5a77',
  attempt,
  reviewerId: 'E-1127',
  criteria: [
    {
      criterion: 'everyone-retrieves',
      level: 'met',
      comment: 'Every student writes before anyone speaks, and your half-sheets show it. Keep that.',
    },
    {
      criterion: 'spaced-material',
      level: 'beginning',
      comment: `Most questions are about the same week.\nBring back something from last month; ${CANARY} could be asked again too.`,
    },
    { criterion: 'response-to-results', level: 'met' },
  ],
  decision: 'return' as const,
  comment:
    'Thank you for letting us into your room. Two of three criteria are there. For the second, plan the old questions when you plan the unit, try it for two more weeks, and send the new sets.',
  studentsNotIdentifiable: false,
  at: '2027-03-02T15:00:00.000Z',
});

/** Reads the district as it is at the moment: a test may change it between two runs. */
export const readersOf = (now: District, stored: Pick<Readers, 'digests' | 'claims'> = aDigest): Readers => {
  const members = () =>
    now.members.map((one) => ({ ...one, roles: now.administrators.includes(one.employeeId) ? ['administrator'] : [] }));
  const member = async (_programId: string, id: string) => members().find(({ employeeId }) => employeeId === id);
  return {
    programs: {
      program: async () => ({
        name: now.programName,
        contact: 'badges@cedarhollow.example',
        colors: { primary: now.color },
        owner: 'E-1004',
        deputy: 'E-1011',
        policy: { resubmitAfterDenial: now.resubmitAfterDenial, awardNotices: now.awardNotices },
      }),
      badgeVersion: async () => ({
        name: now.badgeName,
        competency:
          'The teacher can plan and run low-stakes retrieval practice that helps students remember what they learned last week and last month.',
        rubric: [
          { id: 'everyone-retrieves', name: 'Every student retrieves', levels },
          { id: 'spaced-material', name: 'Older material comes back', levels },
          { id: 'response-to-results', name: 'Teaching changes', levels },
        ],
      }),
      member,
      membersWithRole: async (_programId, role) => {
        const ids = role === 'reviewer' ? now.reviewers : now.administrators;
        return now.members.filter(({ employeeId }) => ids.includes(employeeId));
      },
      source: async () => ({ name: 'Badge form of the professional learning office' }),
    },
    submissions: { get: async () => now.submission, review: async (_submissionId, attempt) => review(attempt) },
    awards: {
      get: async () => ({ badgeId: 'retrieval-practice', badgeVersion: 1, earnerId: now.earnerId, submissionId }),
    },
    credentials: {
      get: async () => ({ holderKey: 'k-7Qm_2xVb9Lw4TzR1nYc8A', document: CANARY }),
      revocation: async () => ({ reason: REASON, revokedAt: '2027-03-09T09:00:00.000Z' }),
    },
    concerns: {
      get: async () => ({
        ...{ concernId, credentialId, awardId, programId, badgeId: 'retrieval-practice', sequence: 1 },
        kind: 'student-identifiable',
        text: 'In the second picture a name can be read on the board.\nPlease look at it today.',
        replyTo: 'a.parent@example.org',
        reportedAt: '2027-03-01T09:00:00.000Z',
      }),
    },
    webhooks: {
      endpoint: async () => ({
        ...{ programId, endpointId, description: 'The district’s data warehouse', addedAt: '2027-02-01T09:00:00.000Z' },
        ...{ url: `https://warehouse.example/hooks/${CANARY}`, secrets: [{ sealed: CANARY }] },
        ...{ since: '2027-03-08T09:00:00.000Z', disabled: { reason: now.webhookReason } },
      }),
    },
    ...stored,
    endorsements: { get: async (endorsementId) => endorsementOf(endorsementId) },
    intake: {
      quarantined: async () => ({
        receiptId,
        programId,
        sourceId: 'district-form',
        webhookId: 'msg_1',
        receivedAt: '2027-03-01T09:00:00.000Z',
        ...{ correlationId: 'request-1', state: 'waiting', sequence: 1 },
        reason: 'evidence-invalid',
        problems: [
          { at: 'reflection', code: 'too-few-words', words: 92 },
          { at: 'class-results', code: 'wrong-type' },
        ],
        earnerId: now.earnerNamed ? 'E-1203' : undefined,
      }),
      tally: async () => ({
        ...{ total: 3, more: false, oldest: '2027-03-01T09:00:00.000Z' },
        reasons: [
          { reason: 'unknown-earner', count: 2 },
          { reason: 'evidence-invalid', count: 1 },
        ],
      }),
    },
  };
};

/** Two awards for the superintendent, and nobody who cannot be reached. */
const aDigest: Pick<Readers, 'digests' | 'claims'> = {
  digests: {
    get: async (_programId, employeeId) => ({ programId, employeeId, token: unsubscribeToken }),
    digest: async () => ({ digestId, awardIds: [awardId, concernId], at: '2027-03-01T09:00:00.000Z' }),
  },
  claims: { unreached: async () => ({ items: [] }) },
};

const endorsementOf = (endorsementId: string): Endorsement => ({
  ...{ endorsementId, programId, badgeId: 'retrieval-practice', badgeVersion: 1, kind: 'hosted', sequence: 1 },
  state: endorsementId === invitedId ? 'invited' : 'proposed',
  changedAt: '2027-03-01T09:00:00.000Z',
  comment: CANARY,
  invitation: {
    ...{ name: 'Lakeside Reading Council', url: 'https://reading.example', email: 'office@reading.example' },
    ...{ language: 'en', key: invitationKey, validUntil: '2027-03-31T09:00:00.000Z' },
  },
});

export const occasionOf = (kind: OccasionKind, attempt = 1): Occasion => {
  switch (kind) {
    case 'badge-awarded':
    case 'badge-revoked':
    case 'award-notice':
      return { kind, programId, awardId, credentialId };
    case 'posts-waiting':
      return { kind, programId, day: '2027-03-01' };
    case 'post-set-aside':
      return { kind, programId, receiptId, reason: 'evidence-invalid' };
    case 'concern-reported':
      return { kind, programId, concernId };
    case 'endorsement-wanted':
      return { kind, programId, endorsementId: invitedId };
    case 'endorsement-proposed':
      return { kind, programId, endorsementId: proposedId };
    case 'webhook-disabled':
      return { kind, programId, endpointId, eventId: concernId };
    case 'digest':
      return { kind, programId, readerId: people.superintendent.employeeId, digestId };
    default:
      return { kind, programId, submissionId, attempt };
  }
};

export const kinds: readonly OccasionKind[] = [
  'submission-received',
  'review-wanted',
  'reviewer-missing',
  'returned',
  'not-yet',
  'badge-awarded',
  'badge-revoked',
  'award-notice',
  'posts-waiting',
  'post-set-aside',
  'concern-reported',
  'endorsement-wanted',
  'endorsement-proposed',
  'webhook-disabled',
  'digest',
];
