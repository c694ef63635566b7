import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../../functions/platform/errors.ts';
import {
  decide,
  isOpen,
  markAwarded,
  open,
  sendAgain,
  startReview,
  withdraw,
} from '../../../functions/submissions/model.ts';
import { type Submission, SubmissionState } from '../../../functions/submissions/submission.ts';

const EARNER = 'E-1';
const at = '2026-11-23T09:00:00.000Z';
const opening = {
  ...{ submissionId: '0b2e7a52-6f43-4d0e-9f0e-111111111111', programId: 'p', badgeId: 'b', badgeVersion: 1 },
  ...{ earnerId: EARNER, sourceId: 's', at },
};

/**
 * What may follow on what, told once more and on purpose not taken from the model: a reviewer opens an attempt and decides it,
 * opened or not; what is returned is sent again; the earner takes back what is not decided for or against; the badge follows
 * an approval. Nothing else does.
 */
const MAY_FOLLOW: readonly `${SubmissionState} ${Command['kind']} ${SubmissionState}`[] = [
  'submitted open in-review',
  'submitted approve approved',
  'in-review approve approved',
  'submitted return returned',
  'in-review return returned',
  'submitted deny denied',
  'in-review deny denied',
  'returned send submitted',
  'submitted withdraw withdrawn',
  'in-review withdraw withdrawn',
  'returned withdraw withdrawn',
  'approved mark-awarded awarded',
];
const KINDS = ['send', 'open', 'approve', 'return', 'deny', 'withdraw', 'mark-awarded'] as const;

/** A command, with who gives it and for which attempt: some are wrong on purpose. */
const command = fc.record({
  kind: fc.constantFrom(...KINDS),
  by: fc.constantFrom(EARNER, 'E-2', 'E-3'),
  attempt: fc.integer({ min: 1, max: 4 }),
});
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** The next submission and whether an event tells of it; undefined when it changes nothing. */
const give = (
  submission: Submission,
  { kind, by, attempt }: Command,
): { next: Submission; told: boolean } | undefined => {
  const told = (step: { next: Submission } | undefined) => step && { next: step.next, told: true };
  if (kind === 'send') return told(sendAgain(submission, { sourceId: 's', at }));
  if (kind === 'open') return told(startReview(submission, by, at));
  if (kind === 'withdraw') return told(withdraw(submission, by, at));
  if (kind === 'mark-awarded') {
    const next = markAwarded(submission, at);
    return next && { next, told: false };
  }
  const decision = kind as 'approve' | 'return' | 'deny';
  return told(decide(submission, { reviewId: 'r', reviewerId: by, attempt, decision, at }));
};

/** As `give`, with a refusal as undefined. */
const tryGive = (submission: Submission, given: Command) => {
  try {
    return give(submission, given);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
};

describe('any sequence of commands', () => {
  it('never reaches an illegal state', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let submission = open(opening).next;
        for (const given of commands) {
          const before = submission;
          const step = tryGive(before, given);
          if (!step) continue;
          submission = step.next;
          expect(MAY_FOLLOW).toContain(`${before.state} ${given.kind} ${submission.state}`);
          expect(submission.sequence).toBe(before.sequence + (step.told ? 1 : 0));
          expect(submission.attempt).toBe(before.attempt + (given.kind === 'send' ? 1 : 0));
          expect(submission.badgeVersion).toBe(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes every command at most once: its replay changes nothing', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
        let once = open(opening).next;
        for (const given of commands) {
          once = tryGive(once, given)?.next ?? once;
          const replayed = tryGive(once, given);
          expect(replayed?.next ?? once).toEqual(once);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('ends in a state that nothing leaves, once it is denied, withdrawn or awarded', () => {
    fc.assert(
      fc.property(fc.constantFrom<SubmissionState>('denied', 'withdrawn', 'awarded'), command, (state, given) => {
        expect(tryGive({ ...open(opening).next, state }, given)).toBeUndefined();
      }),
    );
  });

  it('never lets anybody judge their own work, or take back another’s', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SubmissionState.options), command, (state, given) => {
        const submission = { ...open(opening).next, state };
        const judging = ['open', 'approve', 'return', 'deny'].includes(given.kind);
        const wrong = judging ? given.by === EARNER : given.kind === 'withdraw' && given.by !== EARNER;
        if (!wrong) return;
        const code = judging ? 'own-submission' : 'not-yours';
        expect(() => give(submission, given)).toThrow(expect.objectContaining({ code, status: 403 }));
      }),
    );
  });
});

describe('in every state', () => {
  const all = SubmissionState.options.flatMap((state) => KINDS.map((kind) => [state, kind] as const));

  it.each(all)('%s: %s does what may follow, or is refused', (state, kind) => {
    const submission = { ...open(opening).next, state };
    const by = kind === 'withdraw' ? EARNER : 'E-2';
    const then = MAY_FOLLOW.find((step) => step.startsWith(`${state} ${kind} `))?.split(' ')[2];
    const isDone = `${state} ${kind}` === 'in-review open' || `${state} ${kind}` === 'awarded mark-awarded';
    const doIt = () => give(submission, { kind, by, attempt: 1 });
    if (then) expect(doIt()?.next.state).toBe(then);
    else if (isDone) expect(doIt()).toBeUndefined();
    else expect(doIt).toThrow(expect.objectContaining({ code: 'transition-illegal', details: { state } }));
  });
});

describe('a submission', () => {
  it('stands in the way of a post until it is decided against, returned or withdrawn', () => {
    const openStates = SubmissionState.options.filter((state) => isOpen({ state }));
    expect(openStates).toEqual(['submitted', 'in-review', 'approved']);
  });

  it('is judged in its newest attempt only', () => {
    const returned = decide(open(opening).next, {
      reviewId: 'r',
      reviewerId: 'E-2',
      attempt: 1,
      decision: 'return',
      at,
    });
    const second = sendAgain(returned.next, { sourceId: 's', at }).next;
    const judge = (attempt: number) =>
      decide(second, { reviewId: 'r', reviewerId: 'E-2', attempt, decision: 'approve', at });
    expect(() => judge(1)).toThrow(expect.objectContaining({ code: 'attempt-outdated', details: { attempt: 2 } }));
    expect(judge(2).next.state).toBe('approved');
  });
});
