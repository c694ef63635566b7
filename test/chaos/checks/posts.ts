/** What was answered 2xx is not lost and not doubled: every post is an attempt, or waits in quarantine, or is kept. */
import * as z from 'zod';
import { QuarantinedPost } from '../../../functions/intake/quarantine/quarantined-post.ts';
import { KeptPost, Receipt } from '../../../functions/intake/receipt.ts';
import { AttemptRecord } from '../../../functions/submissions/submission.ts';
import { ofEntity } from '../../played/ledger.ts';
import type { Meant, SentPost } from '../books.ts';
import { type Check, type Remains, repeated, type Violation, violations, without } from '../remains.ts';

const Kept = KeptPost.pick({ receiptId: true });
const HeldAttempt = AttemptRecord.extend({ pk: z.string() });

/** What else a good post may wait for, by the moment it came at. */
const IN_THE_WAY = ['submission-open', 'badge-already-held'];
const MAY_WAIT_FOR: { [meant in Meant]: string[] } = {
  submission: IN_THE_WAY,
  'unknown-earner': ['unknown-earner'],
  'evidence-missing': [...IN_THE_WAY, 'evidence-missing'],
  kept: [],
};

/** What each receipt led to: 'submission', 'kept', or why it waits. */
const whereabouts = ({ items }: Remains): [receiptId: string, what: string][] => [
  ...ofEntity(items, 'Attempt').map((item): [string, string] => [HeldAttempt.parse(item).receiptId, 'submission']),
  ...ofEntity(items, 'QuarantinedPost').flatMap((item): [string, string][] => {
    const { receiptId, reason, state } = QuarantinedPost.parse(item);
    return state === 'replayed' ? [] : [[receiptId, reason]];
  }),
  ...ofEntity(items, 'KeptPost').map((item): [string, string] => [Kept.parse(item).receiptId, 'kept']),
];

const isAsMeant = ({ meant }: SentPost, what: string) =>
  (what === meant && (meant === 'submission' || meant === 'kept')) || MAY_WAIT_FOR[meant].includes(what);

const answersOf = ({ webhookId, receiptIds, refusals, tries }: SentPost): Violation[] => [
  ...violations(
    'post-refused',
    refusals.map((refusal) => `${webhookId}: ${refusal}`),
  ),
  ...violations('post-answered-by-two-receipts', new Set(receiptIds).size > 1 ? [`${webhookId}: ${receiptIds}`] : []),
  ...violations('post-unanswered', receiptIds.length + refusals.length === 0 ? [`${webhookId} after ${tries}`] : []),
];

export const checkPosts: Check = (remains) => {
  const { posts } = remains.books;
  const receipts = ofEntity(remains.items, 'Receipt').map((item) => Receipt.parse(item));
  const byWebhook = new Map(receipts.map((receipt) => [receipt.webhookId, receipt]));
  const places = whereabouts(remains);
  const placeOf = new Map(places);
  const accepted = posts.filter(({ receiptIds }) => receiptIds.length > 0);
  const lost = accepted.filter(({ receiptIds: [receiptId = ''] }) => !placeOf.has(receiptId));
  const unlike = accepted.filter(
    ({ webhookId, receiptIds: [receiptId] }) => byWebhook.get(webhookId)?.receiptId !== receiptId,
  );
  const elsewhere = accepted.filter((post) => {
    const what = placeOf.get(post.receiptIds[0] ?? '');
    return what !== undefined && !isAsMeant(post, what);
  });
  const named = (some: SentPost[]) =>
    some.map(({ webhookId, receiptIds: [receiptId] }) => `${webhookId} (${receiptId})`);
  const receiptIds = receipts.map(({ receiptId }) => receiptId);
  const placed = places.map(([receiptId]) => receiptId);
  return [
    ...posts.flatMap(answersOf),
    ...violations('post-lost', named(lost)),
    ...violations('post-doubled', repeated(placed)),
    ...violations('post-became-something-else', named(elsewhere)),
    ...violations('receipt-missing', named(unlike)),
    ...violations('receipt-of-nothing', without(receiptIds, placed)),
    ...violations('work-without-receipt', without(placed, receiptIds)),
    ...violations(
      'receipt-of-unknown-post',
      without(
        [...byWebhook.keys()],
        posts.map(({ webhookId }) => webhookId),
      ),
    ),
  ];
};
