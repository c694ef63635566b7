/**
 * Every key of the one table. An item collection is an aggregate and its history, so "who decided this, when, why" is
 * one Query. Ids that people choose are escaped, because `#` separates.
 */
export interface Key {
  pk: string;
  sk: string;
}

/** How the keys of each kind of partition begin. Each function may write those of its own kinds only: lib/ledger.ts. */
export const partitions = {
  programs: 'PROGRAM#',
  sources: 'SOURCE#',
  receipts: 'RECEIPT#',
  postCounts: 'POSTS#',
  quarantine: 'QUARANTINE#',
  keptPosts: 'KEPT#',
  posts: 'POST#',
  submissions: 'SUBMISSION#',
  earners: 'EARNER#',
  awards: 'AWARD#',
  approvals: 'APPROVAL#',
  credentials: 'CREDENTIAL#',
  status: 'STATUS#',
  portfolios: 'PORTFOLIO#',
  concerns: 'CONCERN#',
  endorsements: 'ENDORSEMENT#',
  endorsedBadges: 'ENDORSED#',
  deployment: 'DEPLOYMENT',
  identities: 'IDENTITY#',
  members: 'MEMBER#',
  sessions: 'SESSION#',
  notices: 'NOTICE#',
  webhooks: 'WEBHOOKS#',
  deliveries: 'DELIVERIES#',
  suppressions: 'SUPPRESSED#',
  noticeReaders: 'READER#',
  unsubscribes: 'UNSUBSCRIBE#',
} as const;
export type Partition = keyof typeof partitions;

const part = encodeURIComponent;
const number = (n: number) => String(n).padStart(6, '0');

export const keys = {
  // programs: the pointer, its immutable revisions, and the badge versions that outlive a revision. A revision's own
  // collection is named by its content too, so that two that compete for a number never mix.
  program: (programId: string): Key => ({ pk: `${partitions.programs}${part(programId)}`, sk: 'PROGRAM' }),
  badgeVersions: (programId: string, badgeId: string) => ({
    pk: `${partitions.programs}${part(programId)}`,
    prefix: `BADGE#${part(badgeId)}#`,
  }),
  badgeVersion: (programId: string, badgeId: string, version: number): Key => ({
    pk: `${partitions.programs}${part(programId)}`,
    sk: `BADGE#${part(badgeId)}#${number(version)}`,
  }),
  revisionRecord: (programId: string, revision: number, content: string): Key => ({
    pk: `${partitions.programs}${part(programId)}`,
    sk: `REVISION#${number(revision)}#${content}`,
  }),
  revision: (programId: string, revision: number, content: string): Pick<Key, 'pk'> => ({
    pk: `${partitions.programs}${part(programId)}#REVISION#${number(revision)}#${content}`,
  }),
  revisionItem: (revision: Pick<Key, 'pk'>, kind: 'FILE' | 'BADGE' | 'MEMBER', id = ''): Key => ({
    pk: revision.pk,
    sk: `${kind}#${part(id)}`,
  }),
  roleHolder: (revision: Pick<Key, 'pk'>, role: string, employeeId = ''): Key => ({
    pk: revision.pk,
    sk: `ROLE#${part(role)}#${part(employeeId)}`,
  }),
  /** A partition of its own: one partition takes 1,000 writes a second, and a roster is mostly addresses. */
  memberAddress: (revision: Pick<Key, 'pk'>, address: string): Key => ({
    pk: `${revision.pk}#ADDRESS#${part(address)}`,
    sk: 'ADDRESS',
  }),
  source: (sourceId: string): Key => ({ pk: `${partitions.sources}${part(sourceId)}`, sk: 'SOURCE' }),
  sourceSecrets: (sourceId: string): Key => ({ pk: `${partitions.sources}${part(sourceId)}`, sk: 'SECRETS' }),

  // intake
  receipt: (sourceId: string, webhookId: string): Key => ({
    pk: `${partitions.receipts}${part(sourceId)}#${part(webhookId)}`,
    sk: 'RECEIPT',
  }),
  /** How many posts of a source were taken in one minute (`2026-10-14T21:05`): a partition that the next minute leaves alone. */
  postCount: (sourceId: string, minute: string): Key => ({
    pk: `${partitions.postCounts}${part(sourceId)}#${minute}`,
    sk: 'COUNT',
  }),
  quarantined: (programId: string, receiptId: string): Key => ({
    pk: `${partitions.quarantine}${part(programId)}`,
    sk: `POST#${receiptId}`,
  }),
  /** What was sent, beside the post. */
  quarantinedBody: (programId: string, receiptId: string): Key => ({
    pk: `${partitions.quarantine}${part(programId)}`,
    sk: `BODY#${receiptId}`,
  }),
  keptPost: (programId: string, receiptId: string): Key => ({
    pk: `${partitions.keptPosts}${part(programId)}`,
    sk: `POST#${receiptId}`,
  }),
  /** What is told of one post. Not in the receipt's collection: receipts expire, and their webhook ids may come again. */
  post: (receiptId: string): Pick<Key, 'pk'> => ({ pk: `${partitions.posts}${receiptId}` }),

  // submissions
  submission: (submissionId: string): Key => ({ pk: `${partitions.submissions}${submissionId}`, sk: 'SUBMISSION' }),
  attempt: (submissionId: string, attempt: number): Key => ({
    pk: `${partitions.submissions}${submissionId}`,
    sk: `ATTEMPT#${number(attempt)}`,
  }),
  review: (submissionId: string, attempt: number): Key => ({
    pk: `${partitions.submissions}${submissionId}`,
    sk: `REVIEW#${number(attempt)}`,
  }),

  // what one earner works on and holds
  earner: (programId: string, employeeId: string): Pick<Key, 'pk'> => ({
    pk: `${partitions.earners}${part(programId)}#${part(employeeId)}`,
  }),
  currentSubmission: (programId: string, employeeId: string, badgeId: string): Key => ({
    ...keys.earner(programId, employeeId),
    sk: `SUBMISSION#${part(badgeId)}`,
  }),
  heldBadge: (programId: string, employeeId: string, badgeId: string): Key => ({
    ...keys.earner(programId, employeeId),
    sk: `AWARD#${part(badgeId)}`,
  }),
  heldBadges: (programId: string, employeeId: string) => ({ ...keys.earner(programId, employeeId), prefix: 'AWARD#' }),

  // what strangers see of an earner
  earnerProfile: (programId: string, employeeId: string): Key => ({
    ...keys.earner(programId, employeeId),
    sk: 'PROFILE',
  }),
  /** Whose page a portfolio's address is. */
  portfolio: (portfolioId: string): Key => ({ pk: `${partitions.portfolios}${part(portfolioId)}`, sk: 'PORTFOLIO' }),

  // concerns about public pages
  concern: (concernId: string): Key => ({ pk: `${partitions.concerns}${concernId}`, sk: 'CONCERN' }),
  /** How many there were about one credential on one day. */
  concernCount: (credentialId: string, day: string): Key => ({
    pk: `${partitions.concerns}${credentialId}#${day}`,
    sk: 'COUNT',
  }),

  // awards and credentials
  award: (awardId: string): Key => ({ pk: `${partitions.awards}${awardId}`, sk: 'AWARD' }),
  /** What an approval led to: an award, or none because the badge is held. One for each submission. */
  approval: (submissionId: string): Key => ({ pk: `${partitions.approvals}${submissionId}`, sk: 'APPROVAL' }),
  credentialOfAward: (awardId: string): Key => ({ pk: `${partitions.awards}${awardId}`, sk: 'CREDENTIAL' }),
  credential: (credentialId: string): Key => ({ pk: `${partitions.credentials}${credentialId}`, sk: 'CREDENTIAL' }),
  issuerHost: (): Key => ({ pk: partitions.deployment, sk: 'ISSUER_HOST' }),
  keptKey: (publicKey: string): Key => ({ pk: partitions.deployment, sk: `KEPT_KEY#${publicKey}` }),
  keptKeys: { pk: partitions.deployment, prefix: 'KEPT_KEY#' },
  keptJwk: (thumbprint: string): Key => ({ pk: partitions.deployment, sk: `KEPT_JWK#${thumbprint}` }),
  keptJwks: { pk: partitions.deployment, prefix: 'KEPT_JWK#' },
  /** Why an award is worth nothing any more. In the credential's collection, whose history tells of it. */
  revocation: (credentialId: string): Key => ({ pk: `${partitions.credentials}${credentialId}`, sk: 'REVOCATION' }),

  // status lists: the lists of a program, what is revoked in each, and each place by itself, so that none is hot
  statusLists: (programId: string) => ({ pk: `${partitions.status}${part(programId)}`, prefix: 'LIST#' }),
  statusList: (programId: string, list: number): Key => ({
    pk: `${partitions.status}${part(programId)}`,
    sk: `LIST#${number(list)}`,
  }),
  revokedIn: (programId: string, list: number) => ({
    pk: `${partitions.status}${part(programId)}`,
    prefix: `REVOKED#${number(list)}#`,
  }),
  revokedIndex: (programId: string, list: number, index: number): Key => ({
    pk: `${partitions.status}${part(programId)}`,
    sk: `REVOKED#${number(list)}#${index}`,
  }),
  statusIndex: (programId: string, list: number, index: number): Key => ({
    pk: `${partitions.status}${part(programId)}#${number(list)}#${index}`,
    sk: 'INDEX',
  }),

  // endorsements: each with its history, and for each badge the list of those that are open or accepted
  endorsement: (endorsementId: string): Key => ({
    pk: `${partitions.endorsements}${endorsementId}`,
    sk: 'ENDORSEMENT',
  }),
  endorsedBadges: (programId: string) => ({
    pk: `${partitions.endorsedBadges}${part(programId)}`,
    prefix: 'BADGE#',
  }),
  endorsedBadge: (programId: string, badgeId: string): Key => ({
    pk: `${partitions.endorsedBadges}${part(programId)}`,
    sk: `BADGE#${part(badgeId)}`,
  }),

  // people
  identity: (issuer: string, subject: string, programId: string): Key => ({
    pk: `${partitions.identities}${part(issuer)}#${part(subject)}`,
    sk: `PROGRAM#${part(programId)}`,
  }),
  memberIdentity: (programId: string, employeeId: string): Key => ({
    pk: `${partitions.members}${part(programId)}#${part(employeeId)}`,
    sk: 'IDENTITY',
  }),
  session: (sessionHash: string): Key => ({ pk: `${partitions.sessions}${sessionHash}`, sk: 'SESSION' }),
  /** Which sessions an account has begun, so that all of them can be ended. */
  accountSession: (issuer: string, subject: string, sessionHash: string): Key => ({
    pk: `${partitions.identities}${part(issuer)}#${part(subject)}`,
    sk: `SESSION#${sessionHash}`,
  }),

  // notices: one claim for each person and occasion, by an id that also fits SES's message tags
  noticeClaim: (claimId: string): Key => ({ pk: `${partitions.notices}${claimId}`, sk: 'NOTICE' }),
  /** When the owner is told next of what waits in quarantine; there while anything waits. */
  ownerReminder: (programId: string): Key => ({ pk: `${partitions.notices}${part(programId)}`, sk: 'REMINDER' }),

  // outbound webhooks: the endpoints of a program with their history; and of each endpoint what it is told, what of that is due,
  // and its lane: who sends at the moment, and how it went
  webhooks: (programId: string): Key => ({ pk: `${partitions.webhooks}${part(programId)}`, sk: 'WEBHOOKS' }),
  webhookEndpoints: (programId: string) => ({ pk: `${partitions.webhooks}${part(programId)}`, prefix: 'ENDPOINT#' }),
  webhookEndpoint: (programId: string, endpointId: string): Key => ({
    pk: `${partitions.webhooks}${part(programId)}`,
    sk: `ENDPOINT#${endpointId}`,
  }),
  webhookLane: (endpointId: string): Key => ({ pk: `${partitions.deliveries}${endpointId}`, sk: 'LANE' }),
  webhookDeliveries: (endpointId: string) => ({ pk: `${partitions.deliveries}${endpointId}`, prefix: 'DELIVERY#' }),
  /** Webhook ids begin with the time of their event: the newest is the last. */
  webhookDelivery: (endpointId: string, webhookId: string): Key => ({
    pk: `${partitions.deliveries}${endpointId}`,
    sk: `DELIVERY#${webhookId}`,
  }),
  dueDeliveries: (endpointId: string) => ({ pk: `${partitions.deliveries}${endpointId}`, prefix: 'DUE#' }),
  dueDelivery: (endpointId: string, dueAt: string, webhookId: string): Key => ({
    pk: `${partitions.deliveries}${endpointId}`,
    sk: `DUE#${dueAt}#${webhookId}`,
  }),
  /** News that a notice did not arrive, until those who answer for the program are to be told. */
  noticeNews: (claimId: string): Key => ({ pk: `${partitions.notices}${claimId}`, sk: 'NEWS' }),
  /** What one reader of award notices and digests chose, and what is gathered for their next digest. */
  noticeReader: (programId: string, employeeId: string): Key => ({
    pk: `${partitions.noticeReaders}${part(programId)}#${part(employeeId)}`,
    sk: 'READER',
  }),
  gathered: (programId: string, employeeId: string) => ({
    pk: keys.noticeReader(programId, employeeId).pk,
    prefix: 'AWARD#',
  }),
  gatheredAward: (programId: string, employeeId: string, awardId: string): Key => ({
    pk: keys.noticeReader(programId, employeeId).pk,
    sk: `AWARD#${awardId}`,
  }),
  digest: (programId: string, employeeId: string, digestId: string): Key => ({
    pk: keys.noticeReader(programId, employeeId).pk,
    sk: `DIGEST#${digestId}`,
  }),
  /** Whose mails the link in a mail stops, by a hash of the secret in it. */
  unsubscribe: (tokenHash: string): Key => ({ pk: `${partitions.unsubscribes}${tokenHash}`, sk: 'UNSUBSCRIBE' }),
  /** An address that takes no mail, by its hash: it stays after the member is gone. */
  suppression: (addressHash: string): Key => ({ pk: `${partitions.suppressions}${addressHash}`, sk: 'ADDRESS' }),

  /** An event stands in the collection of the aggregate it tells of; its number is the aggregate's sequence. */
  event: (aggregate: Pick<Key, 'pk'>, sequence: number): Key => ({ pk: aggregate.pk, sk: `EVENT#${number(sequence)}` }),
  events: { prefix: 'EVENT#' },
};

/**
 * The two indexes, named by the question they answer. `waiting`: what is still to be done, oldest first (sparse: an item
 * leaves it when it is done). `submissions-by-state`: which submissions of a program are in this state, oldest first.
 */
export const indexes = {
  waiting: { name: 'waiting', pk: 'waitingFor', sk: 'waitingSince' },
  submissionsByState: { name: 'submissions-by-state', pk: 'programState', sk: 'changedAt' },
} as const;

/** Events that wait for the relay are spread over eight index partitions: one partition takes 1,000 writes a second. */
export const RELAY_SHARDS = 8;
export const waitingFor = {
  relay: (eventId: string) => `RELAY#${Number.parseInt(eventId.slice(0, 8), 16) % RELAY_SHARDS}`,
  relayShards: () => Array.from({ length: RELAY_SHARDS }, (_, shard) => `RELAY#${shard}`),
  settlement: () => 'SETTLEMENT',
  ownerReminder: () => 'OWNER_REMINDER',
  /** Readers for whom a digest is being gathered, by the time it is due. */
  digests: () => 'DIGESTS',
  noticeNews: () => 'NOTICE_NEWS',
  /** Notices that did not arrive, for whoever answers for the program. */
  unreached: (programId: string) => `UNREACHED#${part(programId)}`,
  quarantine: (programId: string) => `${partitions.quarantine}${part(programId)}`,
  webhookLane: () => 'WEBHOOK_LANE',
};
