/** What is broken by hand in what a run left, one promise each, and the rule of the checker that must say so. */
import { encodeBitstring } from '../../functions/open-badges/bitstring.ts';
import { type Item, ofEntity } from '../played/ledger.ts';
import type { Remains } from './remains.ts';

const first = ({ items }: Remains, entity: string): Item => {
  const [item] = ofEntity(items, entity);
  if (!item) throw new Error(`The run left no ${entity}.`);
  return item;
};
const remove = (remains: Remains, item: Item) => void remains.items.splice(remains.items.indexOf(item), 1);
const another = (remains: Remains, item: Item, change: Item = {}) => void remains.items.push({ ...item, ...change });
const claimIdsOf = ({ items }: Remains, kind: string) =>
  ofEntity(items, 'NoticeClaim')
    .filter(({ occasion }) => (occasion as { kind: string }).kind === kind)
    .map(({ claimId }) => claimId);
const mailOf = (remains: Remains, kind: string) => {
  const ids = claimIdsOf(remains, kind);
  const mail = remains.mails.find(({ tags }) => ids.includes(tags.notice));
  if (!mail) throw new Error(`The run left no mail of ${kind}.`);
  return mail;
};

const sentAs = (r: Remains) => r.books.posts.filter(({ meant }) => meant === 'submission');
const dropMails = (r: Remains, kind: string) => {
  const ids = claimIdsOf(r, kind);
  r.mails = r.mails.filter(({ tags }) => !ids.includes(tags.notice));
};
/** The list as it stands, read as if every place were revoked. */
const tellRevoked = (r: Remains) => {
  const list = first(r, 'StatusList');
  const document = JSON.parse(String(list.document));
  document.credentialSubject.encodedList = encodeBitstring(new Uint8Array(16_384).fill(255));
  list.document = JSON.stringify(document);
};
const revokeOne = (r: Remains) => {
  const { awardId } = first(r, 'Award');
  another(r, { entity: 'Revocation', awardId, reason: 'x', revokedAt: '2026-11-27T00:00:00.000Z', revokedBy: 'E-1' });
};

/** Of which the client heard that it counted. */
const heardReview = (r: Remains): Item => {
  const heard = r.books.decisions.filter(({ status }) => status === 201);
  const review = ofEntity(r.items, 'Review').find(({ pk, attempt }) =>
    heard.some((one) => pk === `SUBMISSION#${one.submissionId}` && attempt === one.attempt),
  );
  if (!review) throw new Error('Nobody heard of a decision.');
  return review;
};

const UUID = '00000000-0000-4000-8000-000000000000';
export const plants: [what: string, rule: string, breakIt: (remains: Remains) => unknown][] = [
  ['a lost post', 'post-lost', (r) => remove(r, first(r, 'Attempt'))],
  [
    'a post that became two attempts',
    'post-doubled',
    (r) => another(r, first(r, 'Attempt'), { pk: `SUBMISSION#${UUID}` }),
  ],
  [
    'a repetition answered by another receipt',
    'post-answered-by-two-receipts',
    (r) => r.books.posts[0]?.receiptIds.push(UUID),
  ],
  ['a refused post', 'post-refused', (r) => r.books.posts[0]?.refusals.push('401 signature-invalid')],
  ['a post nobody answered', 'post-unanswered', (r) => r.books.posts[0]?.receiptIds.splice(0)],
  ['a lost receipt', 'receipt-missing', (r) => remove(r, first(r, 'Receipt'))],
  [
    'a receipt of nothing',
    'receipt-of-nothing',
    (r) => another(r, first(r, 'Receipt'), { receiptId: UUID, webhookId: 'x' }),
  ],
  ['a lost decision', 'decision-lost', (r) => remove(r, heardReview(r))],
  ['a decision nobody made', 'decision-nobody-made', (r) => r.books.decisions.splice(0)],
  [
    'a submission in a state that its history does not lead to',
    'history-illegal',
    (r) => Object.assign(first(r, 'Submission'), { state: 'withdrawn' }),
  ],
  ['an approval that nothing answered', 'approval-without-answer', (r) => remove(r, first(r, 'Approval'))],
  ['a missing award', 'award-missing', (r) => remove(r, first(r, 'Award'))],
  ['a second award', 'awarded-twice', (r) => another(r, first(r, 'Award'), { awardId: UUID })],
  ['a badge held twice', 'held-twice', (r) => another(r, first(r, 'Award'), { awardId: UUID, submissionId: UUID })],
  ['an award that is not held', 'award-not-held', (r) => remove(r, first(r, 'HeldBadge'))],
  ['a missing credential', 'credential-missing', (r) => remove(r, first(r, 'Credential'))],
  [
    'a second credential',
    'credential-doubled',
    (r) => another(r, first(r, 'Credential'), { credentialId: 'x'.repeat(22) }),
  ],
  [
    'a credential that does not verify',
    'credential-does-not-verify',
    (r) => {
      const credential = first(r, 'Credential');
      credential.document = String(credential.document).replace('"validFrom":"2', '"validFrom":"3');
    },
  ],
  ['a key that nobody published', 'credential-does-not-verify', (r) => remove(r, first(r, 'KeptKey'))],
  [
    'a place of a status list given twice',
    'status-place-doubled',
    (r) => another(r, first(r, 'Credential'), { awardId: UUID }),
  ],
  ['a revocation that no list tells', 'revocation-untold', (r) => revokeOne(r)],
  ['a missing mail', 'mail-missing', (r) => r.mails.splice(r.mails.indexOf(mailOf(r, 'submission-received')), 1)],
  ['a doubled mail', 'mail-doubled', (r) => r.mails.push(mailOf(r, 'badge-awarded'))],
  ['a mail to somebody else', 'mail-astray', (r) => (mailOf(r, 'badge-awarded').destinations = ['a@b.example'])],
  ['a mail nobody claimed', 'mail-without-claim', (r) => (mailOf(r, 'badge-awarded').tags = {})],
  ['an award told twice to an administrator', 'award-told-twice', (r) => r.mails.push(mailOf(r, 'award-notice'))],
  ['an owner reminded twice on a day', 'owner-reminded-twice', (r) => r.mails.push(mailOf(r, 'posts-waiting'))],
  [
    'an award no administrator heard of',
    'award-untold',
    (r) => Object.assign(mailOf(r, 'award-notice'), { subject: 'News', text: 'None.' }),
  ],
  ['a notice without an outcome', 'notice-not-sent', (r) => (first(r, 'NoticeClaim').state = 'unknown')],
  ['a parked message', 'message-left', (r) => r.messages.push({ queue: 'Parked', body: '{}', receiveCount: 5 })],
  ['what the bus could not deliver', 'event-undelivered', (r) => r.undelivered.push({ ruleName: 'r', reason: 'x' })],
  [
    'an event that never reached the bus',
    'event-unsaid',
    (r) => Object.assign(r, { heard: r.heard.filter((id) => id !== r.heard[0]) }),
  ],
  ['an event nobody wrote', 'event-of-nothing', (r) => r.heard.push(UUID)],
  [
    'an event that still waits for the relay',
    'still-waiting',
    (r) => Object.assign(first(r, 'Event'), { waitingFor: 'RELAY#0' }),
  ],
  [
    'a fault of our own in a function',
    'function-fault',
    (r) => r.log.push({ from: 'f', code: 'reaction-failed', fault: 'TypeError' }),
  ],
  ['figures that do not add up', 'figures-differ', (r) => remove(r, first(r, 'Event'))],
  [
    'a post that became what it was not',
    'post-became-something-else',
    (r) => {
      for (const post of sentAs(r)) post.meant = 'kept';
    },
  ],
  ['work without a receipt', 'work-without-receipt', (r) => remove(r, first(r, 'Receipt'))],
  ['a receipt of a post nobody sent', 'receipt-of-unknown-post', (r) => r.books.posts.splice(0)],
  ['an attempt decided twice', 'decided-twice', (r) => another(r, first(r, 'Review'))],
  [
    'a decision that was refused',
    'decision-refused',
    (r) => Object.assign(r.books.decisions[0] ?? {}, { status: 599 }),
  ],
  ['a share that is lost', 'act-lost', (r) => r.books.acts.push({ kind: 'share', awardId: UUID, status: 200 })],
  ['a share that was refused', 'act-refused', (r) => r.books.acts.push({ kind: 'share', awardId: UUID, status: 500 })],
  ['a missing attempt', 'attempt-missing', (r) => remove(r, first(r, 'Attempt'))],
  [
    'two open submissions for one badge',
    'two-open-for-one-badge',
    (r) => another(r, Object.assign(first(r, 'Submission'), { state: 'submitted' }), { submissionId: UUID }),
  ],
  [
    'an open submission that nobody is led to',
    'open-but-not-current',
    (r) => another(r, first(r, 'Submission'), { state: 'submitted', submissionId: UUID }),
  ],
  [
    'an approval without an award',
    'approval-unanswered',
    (r) => Object.assign(first(r, 'Submission'), { state: 'approved' }),
  ],
  [
    'an answer to no approval',
    'answer-without-approval',
    (r) => another(r, first(r, 'Approval'), { submissionId: UUID }),
  ],
  ['an award of no approval', 'award-without-approval', (r) => another(r, first(r, 'Award'), { submissionId: UUID })],
  ['a badge held by no award', 'held-award-unknown', (r) => another(r, first(r, 'HeldBadge'), { awardId: UUID })],
  ['an approval declined for no award', 'declined-for-nothing', (r) => (first(r, 'Approval').awardId = UUID)],
  ['a credential of no award', 'credential-of-no-award', (r) => (first(r, 'Credential').awardId = UUID)],
  [
    'an award without its way to the credential',
    'credential-pointer-wrong',
    (r) => remove(r, first(r, 'CredentialOfAward')),
  ],
  ['a place that is not the award’s', 'status-place-wrong', (r) => remove(r, first(r, 'StatusIndex'))],
  ['a place revoked by nobody', 'revoked-by-nobody', (r) => tellRevoked(r)],
  ['a mail about what is not there', 'mail-unexpected', (r) => remove(r, first(r, 'Credential'))],
  ['an award told that is none', 'award-told-of-nothing', (r) => remove(r, first(r, 'Credential'))],
  ['two mails of one claim', 'claim-doubled-by-mails', (r) => r.mails.push(mailOf(r, 'badge-awarded'))],
  ['an owner who is not reminded', 'owner-not-reminded', (r) => dropMails(r, 'posts-waiting')],
];
