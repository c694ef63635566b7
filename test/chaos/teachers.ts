/** What teachers do, each story by its seed: send evidence, once or several times or wrongly, and go on when it comes back. */

import type { Books, Meant, SentPost } from './books.ts';
import type { Chance } from './chance.ts';
import type { Clients } from './clients.ts';
import { BADGES, postOf, teacherId } from './program.ts';
import type { Reviewing } from './reviewers.ts';

export interface Teaching {
  clients: Clients;
  chance: Chance;
  books: Books;
  reviewing: Reviewing;
}

/** How likely each turn of a story is. */
const TURN = {
  wrongFirst: 0.08,
  sentTwice: 0.15,
  sentAtOnce: 0.05,
  anotherMeanwhile: 0.04,
  afterDenial: 0.6,
  stray: 0.05,
};

/** The n-th story: one teacher and one badge. No two stories have both in common. */
export const storyOf = (n: number) => ({
  employeeId: teacherId(Math.floor(n / BADGES.length)),
  badgeId: BADGES[n % BADGES.length] ?? BADGES[0],
});

/** Lives the n-th story to its end: the badge, a denial, or a return that nobody answers. */
export const teach = async (teaching: Teaching, n: number): Promise<void> => {
  const { chance, reviewing } = teaching;
  const { employeeId, badgeId } = storyOf(n);
  const happens = (turn: keyof typeof TURN, round: number) => chance('turn', n, turn, round) < TURN[turn];
  const post = (round: number, what: string, meant: Meant = 'submission') =>
    send(teaching, { employeeId, badgeId, meant, webhookId: `msg_${n}-${round}-${what}` });
  if (happens('stray', 0)) await sendStray(teaching, n);
  for (let round = 1; round <= 3; round++) {
    if (happens('wrongFirst', round)) await post(round, 'wrong', 'evidence-missing');
    const copies = happens('sentAtOnce', round) ? 3 : 1;
    const outcome = reviewing.outcomeOf(employeeId, badgeId, round);
    await Promise.all(Array.from({ length: copies }, () => post(round, 'good')));
    if (happens('sentTwice', round)) await post(round, 'good');
    if (happens('anotherMeanwhile', round)) await post(round, 'another');
    const state = await outcome;
    if (state === 'approved' || state === undefined) return;
    if (state === 'denied' && !happens('afterDenial', round)) return;
  }
};

/** What belongs to nobody's story: an earner whom nobody knows, or a post of another type. */
const sendStray = (teaching: Teaching, n: number) => {
  const kept = teaching.chance('stray', n) < 0.5;
  const meant = kept ? 'kept' : 'unknown-earner';
  return send(teaching, { employeeId: undefined, badgeId: BADGES[0], meant, webhookId: `msg_${n}-stray` });
};

type Sent = Pick<SentPost, 'employeeId' | 'badgeId' | 'meant' | 'webhookId'>;

const bodyOf = ({ employeeId = 'T-nobody', badgeId, meant, webhookId }: Sent) => {
  if (meant === 'kept') return { type: 'course.completed', data: { note: webhookId } };
  const note = webhookId.replace('msg_', '');
  const body = postOf(employeeId, badgeId, note);
  if (meant !== 'evidence-missing') return body;
  return { ...body, data: { ...body.data, evidence: body.data.evidence.slice(0, 1) } };
};

const send = async ({ clients, books }: Teaching, sent: Sent): Promise<void> => {
  const known = books.posts.find(({ webhookId }) => webhookId === sent.webhookId);
  const post: SentPost = known ?? { ...sent, receiptIds: [], refusals: [], tries: 0 };
  if (!known) books.posts.push(post);
  const { answer, tries } = await clients.post(sent.webhookId, bodyOf(sent));
  post.tries += tries;
  if (!answer) return;
  if (answer.status === 200 || answer.status === 202) post.receiptIds.push(String(answer.body.receiptId));
  else post.refusals.push(`${answer.status} ${answer.body.code}`);
};
