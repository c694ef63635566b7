/** What the staff does, by seed: reviewers decide what waits, sometimes two of them about the same; earners share, the owner revokes. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Decision } from '../../functions/submissions/submission.ts';
import type { Books } from './books.ts';
import type { Chance } from './chance.ts';
import type { Clients } from './clients.ts';
import type { ChaosProgram } from './program.ts';

/** What became of a round, as far as the teacher goes on by it. */
export type Decided = 'approved' | 'returned' | 'denied' | undefined;

export interface Reviewing {
  /** What the staff decides about the teacher's n-th round for the badge; undefined when the day is over before. */
  outcomeOf(employeeId: string, badgeId: string, round: number): Promise<Decided>;
  /** Reviews what waits until `over`. */
  work(over: () => boolean): Promise<void>;
}

interface Waiting {
  submissionId: string;
  attempt: number;
  earnerId: string;
  badgeId: string;
}

const CHANCES = { return: 0.15, deny: 0.06, contested: 0.04, opened: 0.7, share: 0.1, revoke: 0.04 };

const decisionBy = (chance: number): Decision => {
  if (chance < CHANCES.return) return 'return';
  return chance < CHANCES.return + CHANCES.deny ? 'deny' : 'approve';
};

/** A submission that was returned may have been sent again already. */
const decidedBy = (state: string): Decided => {
  if (state === 'denied') return 'denied';
  return state === 'approved' || state === 'awarded' ? 'approved' : 'returned';
};

/** How many submissions the staff works on at the same time. */
const AT_ONCE = 6;

interface Staff {
  clients: Clients;
  chance: Chance;
  books: Books;
  program: ChaosProgram;
}

export const openReviewing = (staff: Staff): Reviewing => {
  const { clients, chance, books, program } = staff;
  const reviewers = program.members.filter(({ roles }) => roles.includes('reviewer')).map((one) => one.employeeId);
  const rounds = new Map<string, PromiseWithResolvers<Decided>>();
  const roundsOf = new Map<string, number>();
  let closed = false;
  const roundAt = (key: string) => {
    const round = rounds.get(key) ?? Promise.withResolvers<Decided>();
    rounds.set(key, round);
    if (closed) round.resolve(undefined);
    return round;
  };
  const decidedNow = ({ earnerId, badgeId }: Waiting, state: Decided) => {
    const story = `${earnerId} ${badgeId}`;
    const round = (roundsOf.get(story) ?? 0) + 1;
    roundsOf.set(story, round);
    roundAt(`${story} ${round}`).resolve(state);
  };
  const taken = new Set<string>();
  const list = async (limit: number): Promise<Waiting[]> => {
    const path = `/v1/programs/${program.id}/submissions?state=submitted&limit=${limit}`;
    const { body } = await clients.call(program.owner, 'GET', path);
    return (body.submissions ?? []) as Waiting[];
  };

  const review = async (waiting: Waiting, reviewerId: string, vote: number): Promise<boolean> => {
    const { submissionId, attempt, earnerId, badgeId } = waiting;
    const path = `/v1/submissions/${submissionId}`;
    const key = [earnerId, badgeId, attempt, vote] as const;
    if (chance('opened', ...key) < CHANCES.opened) await clients.call(reviewerId, 'POST', `${path}/start-review`);
    const decision = decisionBy(chance('decision', ...key));
    const { status } = await clients.call(reviewerId, 'POST', `${path}/reviews`, bodyOf(program, waiting, decision));
    books.decisions.push({ submissionId, attempt, reviewerId, decision, status });
    return status === 201;
  };
  /** What stands in the end: of two reviewers one was first, and an answer may have been lost. */
  const standing = async ({ submissionId }: Waiting): Promise<string> => {
    const { body } = await clients.call(program.owner, 'GET', `/v1/submissions/${submissionId}`);
    return String(body.state);
  };
  const afterAward = async (waiting: Waiting, over: () => boolean): Promise<void> => {
    const { earnerId, badgeId, submissionId } = waiting;
    const [shares, revokes] = (['share', 'revoke'] as const).map(
      (kind) => chance(kind, earnerId, badgeId) < CHANCES[kind],
    );
    if (!shares && !revokes) return;
    const awardId = await awardOf(clients, program.owner, submissionId, over);
    if (!awardId) return;
    const act = async (kind: 'share' | 'revoke', who: string, body?: object) => {
      const { status } = await clients.call(who, 'POST', `/v1/awards/${awardId}/${kind}`, body);
      books.acts.push({ kind, awardId, status });
    };
    if (shares) await act('share', earnerId);
    if (revokes) await act('revoke', program.owner, { reason: 'The evidence was of another class.' });
  };
  const follow: Promise<void>[] = [];
  const decide = async (waiting: Waiting, over: () => boolean): Promise<void> => {
    const [first = '', second = ''] = reviewers;
    const swapped = chance('who', waiting.earnerId, waiting.badgeId, waiting.attempt) < 0.5;
    const contested = chance('contested', waiting.earnerId, waiting.badgeId, waiting.attempt) < CHANCES.contested;
    const who = swapped ? [second, first] : [first, second];
    await Promise.all(who.slice(0, contested ? 2 : 1).map((reviewer, vote) => review(waiting, reviewer, vote)));
    const decided = decidedBy(await standing(waiting));
    if (decided === 'approved') follow.push(afterAward(waiting, over));
    decidedNow(waiting, decided);
  };

  return {
    outcomeOf: (employeeId, badgeId, round) => roundAt(`${employeeId} ${badgeId} ${round}`).promise,
    work: async (over) => {
      const busy = new Set<Promise<void>>();
      while (!over()) {
        const waiting = await list(100);
        const fresh = waiting.filter(({ submissionId, attempt }) => !taken.has(`${submissionId} ${attempt}`));
        for (const one of fresh) {
          if (over()) break;
          taken.add(`${one.submissionId} ${one.attempt}`);
          const work: Promise<void> = decide(one, over).finally(() => busy.delete(work));
          busy.add(work);
          if (busy.size >= AT_ONCE) await Promise.race(busy);
        }
        if (fresh.length === 0) await sleep(500);
      }
      await Promise.all(busy);
      await Promise.all(follow);
      closed = true;
      for (const round of rounds.values()) round.resolve(undefined);
    },
  };
};

/** The award, once the earner's own page of the submission names it. */
const awardOf = async (
  clients: Clients,
  who: string,
  submissionId: string,
  over: () => boolean,
): Promise<string | undefined> => {
  // Once more when all is over: a day's last award may be there by then.
  for (let last = false; !last; ) {
    last = over();
    const { body } = await clients.call(who, 'GET', `/v1/submissions/${submissionId}`);
    const { award } = body as { award?: { awardId: string; credentialId?: string } };
    if (award?.credentialId) return award.awardId;
    await sleep(2_000);
  }
  return undefined;
};

const bodyOf = ({ badges }: ChaosProgram, { attempt, badgeId }: Waiting, decision: Decision) => ({
  attempt,
  decision,
  comment: 'Seen and judged.',
  studentsNotIdentifiable: true,
  criteria: badges
    .find(({ id }) => id === badgeId)
    ?.rubric.map(({ id, levels }) => ({ criterion: id, level: levels.at(decision === 'approve' ? -1 : 0)?.id })),
});
