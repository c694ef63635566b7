import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markAwarded } from '../../../functions/submissions/mark-awarded.ts';
import type { SubmissionState } from '../../../functions/submissions/submission.ts';
import { CANARY, PROGRAM, people, reviewOf, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.ledger.close());

const reviews = (id: string) => `/v1/submissions/${id}/reviews`;
/** A review of the newest attempt, unless another is named. */
const review = async (id: string, decision: string, more: object = {}, by = people.reviewer) => {
  const attempt = (await stage.submissions.get(id))?.attempt;
  return stage.api(by, 'POST', reviews(id), reviewOf(decision, { attempt, ...more }));
};
const act = (id: string, what: string, by: string) => stage.api(by, 'POST', `/v1/submissions/${id}/${what}`);
const award = (submissionId: string) => {
  const ids = { awardId: submissionId, badgeId: 'retrieval-practice', badgeVersion: 1, earnerId: people.earner };
  return markAwarded({ submissions: stage.submissions, now: stage.stamp.now })({
    data: { ...ids, submissionId },
  } as never);
};

/** A new submission, brought into a state by the API alone. */
const inState = async (state: SubmissionState): Promise<string> => {
  const id = await stage.arrive();
  if (state === 'in-review') await act(id, 'start-review', people.reviewer);
  if (state === 'withdrawn') await act(id, 'withdraw', people.earner);
  if (state === 'returned') await review(id, 'return');
  if (state === 'denied') await review(id, 'deny');
  if (state === 'approved' || state === 'awarded') await review(id, 'approve');
  if (state === 'awarded') await award(id);
  expect((await stage.submissions.get(id))?.state).toBe(state);
  return id;
};

describe('the way of a submission', () => {
  it('is returned, sent again, approved and awarded, and every step is kept', async () => {
    const id = await stage.arrive({ badgeId: 'accessible-materials' });
    await act(id, 'start-review', people.reviewer);
    const criteria = ['captions', 'pictures-and-structure', 'more-than-one-form'];
    const judged = (level: string) => criteria.map((criterion) => ({ criterion, level }));
    await review(id, 'return', { criteria: judged('beginning') });
    expect(await stage.arrive({ badgeId: 'accessible-materials' })).toBe(id);
    const approved = await review(id, 'approve', {
      attempt: 2,
      criteria: judged('met'),
      studentsNotIdentifiable: true,
    });
    expect([approved.status, approved.json]).toEqual([201, expect.objectContaining({ studentsNotIdentifiable: true })]);

    const { json } = await stage.api(people.earner, 'GET', `/v1/submissions/${id}`);
    expect(json).toMatchObject({ state: 'approved', attempt: 2, attempts: [{ attempt: 1 }, { attempt: 2 }] });
    expect(json.reviews.map(({ decision }: { decision: string }) => decision)).toEqual(['return', 'approve']);

    const { history } = (await stage.api(people.owner, 'GET', `/v1/submissions/${id}/history`)).json;
    expect(history.map(({ what }: { what: string }) => what)).toEqual([
      'submission.created',
      'review.started',
      'evidence.returned',
      'submission.created',
      'evidence.approved',
    ]);
    expect(history[2]).toMatchObject({
      who: { employeeId: people.reviewer, name: 'Priya Raman' },
      why: expect.any(String),
    });
  });
});

describe('who reviewed', () => {
  it('is told to the staff and not to the earner', async () => {
    const earnerId = people.spanishEarner;
    const id = await stage.arrive({ earnerId });
    await act(id, 'start-review', people.reviewer);
    await review(id, 'return');
    const read = async (by: string) => {
      const [submission, { json }] = [
        (await stage.api(by, 'GET', `/v1/submissions/${id}`)).json,
        await stage.api(by, 'GET', `/v1/submissions/${id}/history`),
      ];
      return { submission, history: json.history as { what: string; who?: object }[] };
    };
    const mine = await read(earnerId);
    expect(JSON.stringify(mine)).not.toMatch(new RegExp(`${people.reviewer}|Priya|reviewerId`));
    expect(mine.history.map(({ what, who }) => [what, who !== undefined])).toEqual([
      ['submission.created', true],
      ['review.started', false],
      ['evidence.returned', false],
    ]);
    expect(mine.submission.reviews[0]).toMatchObject({ decision: 'return', comment: 'Say what the class did next.' });
    for (const by of [people.otherReviewer, people.owner, people.deputy]) {
      const theirs = await read(by);
      expect(theirs.submission.reviews[0].reviewerId).toBe(people.reviewer);
      for (const { who } of theirs.history.slice(1)) expect(who).toMatchObject({ employeeId: people.reviewer });
    }
    await act(id, 'withdraw', earnerId);
  });
});

describe('the award of a submission', () => {
  it('is told once there is one, and where its credential is once that is signed, to all who see the submission', async () => {
    const fresh = await startStage();
    const id = await fresh.arrive();
    const awardOf = async (by = people.earner) => (await fresh.api(by, 'GET', `/v1/submissions/${id}`)).json.award;
    await fresh.api(people.reviewer, 'POST', reviews(id), reviewOf('approve'));
    expect(await awardOf()).toBeUndefined();
    const { awardId } = await fresh.awarded(id);
    expect(await awardOf()).toEqual({ awardId });
    const { credentialId, url } = await fresh.sign(awardId);
    for (const by of [people.earner, people.reviewer, people.owner, people.deputy])
      expect(await awardOf(by)).toEqual({ awardId, credentialId, url, shared: false });
    fresh.ledger.close();
  });
});

describe('an illegal step', () => {
  const steps = {
    'start-review': (id: string) => act(id, 'start-review', people.reviewer),
    approve: (id: string) => review(id, 'approve'),
    return: (id: string) => review(id, 'return'),
    deny: (id: string) => review(id, 'deny'),
    withdraw: (id: string) => act(id, 'withdraw', people.earner),
  };
  const illegal: [SubmissionState, keyof typeof steps][] = [
    ['returned', 'start-review'],
    ['returned', 'approve'],
    ['returned', 'return'],
    ['returned', 'deny'],
    ...(['approved', 'denied', 'withdrawn', 'awarded'] as const).flatMap((state) =>
      (Object.keys(steps) as (keyof typeof steps)[]).map((step): [SubmissionState, keyof typeof steps] => [
        state,
        step,
      ]),
    ),
  ];

  it.each(illegal)('is 409 and changes nothing: %s, %s', async (state, step) => {
    const id = await inStateOfOwn(state);
    const before = await stage.kept(id);
    const answer = await steps[step](id);
    expect([answer.status, answer.json.code, answer.json.state]).toEqual([409, 'transition-illegal', state]);
    expect(await stage.kept(id)).toEqual(before);
  });

  /** Of a state that lets no new submission open, the one there is; else a new one. */
  const made = new Map<SubmissionState, string>();
  const inStateOfOwn = async (state: SubmissionState) => {
    const id = made.get(state) ?? (await inState(state));
    made.set(state, id);
    return id;
  };

  it('is 409 for an attempt that is not the newest', async () => {
    const id = await inState('submitted');
    const answer = await review(id, 'approve', { attempt: 2 });
    expect([answer.status, answer.json.code]).toEqual([409, 'attempt-outdated']);
    expect((await stage.submissions.get(id))?.state).toBe('submitted');
  });

  it('is 422 for a review that does not fit the rubric, and 400 for one without what to do next', async () => {
    const id = await inState('submitted');
    const before = await stage.kept(id);
    const [unjudged, silent] = [
      await review(id, 'return', { criteria: [] }),
      await review(id, 'return', { comment: undefined }),
    ];
    expect([unjudged.status, unjudged.json.code]).toEqual([422, 'criterion-not-judged']);
    expect([silent.status, silent.json]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ path: '$.comment' })] }),
    ]);
    expect(await stage.kept(id)).toEqual(before);
  });
});

describe('a second approval of a held badge', () => {
  it('awards nothing and says so; a return or a denial is still possible', async () => {
    const earnerId = people.spanishEarner;
    const id = await stage.arrive({ earnerId });
    await stage.hold(earnerId);
    const before = await stage.kept(id);
    expect(await review(id, 'approve')).toMatchObject({ status: 409, json: { code: 'badge-already-held' } });
    expect(await stage.kept(id)).toEqual(before);
    expect((await review(id, 'return')).status).toBe(201);
  });
});

describe('an approval that awards nothing', () => {
  it('leaves nothing open: the badge is held, whichever approval it came of', async () => {
    const id = await inState('approved');
    const declined = { badgeId: 'retrieval-practice', earnerId: people.earner, heldAwardId: id };
    await markAwarded({ submissions: stage.submissions, now: stage.stamp.now })({
      data: { ...declined, submissionId: id, reason: 'badge-already-held' },
    } as never);
    expect((await stage.submissions.get(id))?.state).toBe('awarded');
  });
});

describe('starting and marking again', () => {
  it('is no step', async () => {
    const id = await inState('in-review');
    const before = await stage.kept(id);
    expect((await act(id, 'start-review', people.otherReviewer)).status).toBe(200);
    expect(await stage.kept(id)).toEqual(before);
    const done = await inState('awarded');
    const awarded = await stage.kept(done);
    await award(done);
    expect(await stage.kept(done)).toEqual(awarded);
  });
});

describe('who may', () => {
  it('review: reviewers, and nobody their own', async () => {
    const own = await stage.arrive({ earnerId: people.reviewer });
    for (const answer of [await review(own, 'approve'), await act(own, 'start-review', people.reviewer)]) {
      expect([answer.status, answer.json.code]).toEqual([403, 'own-submission']);
    }
    expect((await stage.submissions.get(own))?.sequence).toBe(1);
    expect((await review(own, 'approve', {}, people.otherReviewer)).status).toBe(201);
  });

  it('see: the earner, reviewers, owner and deputy. To others it is not there', async () => {
    const id = await inState('submitted');
    const seen = async (by: string | undefined) => (await stage.api(by, 'GET', `/v1/submissions/${id}`)).status;
    const { earner, reviewer, otherReviewer, owner, deputy, sponsor, administrator, finance, spanishEarner } = people;
    for (const by of [earner, reviewer, otherReviewer, owner, deputy]) expect([by, await seen(by)]).toEqual([by, 200]);
    for (const by of [sponsor, administrator, finance, spanishEarner, 'stranger']) {
      expect([by, await seen(by)]).toEqual([by, 404]);
      expect((await stage.api(by, 'GET', `/v1/submissions/${id}/history`)).status).toBe(404);
      for (const what of ['start-review', 'withdraw']) expect((await act(id, what, by)).status).toBe(404);
    }
    expect(await seen(undefined)).toBe(401);
  });

  it('decide: not the owner, not the earner; withdraw: not the reviewer', async () => {
    const id = await inState('submitted');
    expect((await review(id, 'approve', {}, people.owner)).json.code).toBe('not-a-reviewer');
    expect((await review(id, 'approve', {}, people.earner)).status).toBe(403);
    expect((await act(id, 'withdraw', people.reviewer)).json.code).toBe('not-yours');
  });

  it('list: reviewers, owner and deputy, longest waiting first, without evidence', async () => {
    const first = await stage.arrive({ earnerId: people.spanishEarner });
    stage.pass(60_000);
    const second = await stage.arrive({ earnerId: people.otherReviewer });
    const list = (by: string, state?: string) =>
      stage.api(by, 'GET', `/v1/programs/${PROGRAM}/submissions`, undefined, state ? { state } : undefined);
    const { status, json } = await list(people.reviewer);
    const ids = json.submissions.map(({ submissionId }: { submissionId: string }) => submissionId);
    expect([status, ids.indexOf(first) < ids.indexOf(second), ids.includes(first)]).toEqual([200, true, true]);
    expect(JSON.stringify(json)).not.toContain(CANARY);
    expect((await list(people.owner)).status).toBe(200);
    for (const by of [people.earner, people.sponsor, people.administrator]) expect((await list(by)).status).toBe(403);
    expect((await list(people.reviewer, 'forgotten')).status).toBe(400);
  });
});

describe('a long list', () => {
  const path = `/v1/programs/${PROGRAM}/submissions`;

  it('is read a page at a time, each submission once, and ends', async () => {
    const fresh = await startStage();
    const sent = new Set<string>();
    for (const { employeeId } of fresh.members) {
      sent.add(await fresh.arrive({ earnerId: employeeId }));
      sent.add(await fresh.arrive({ earnerId: employeeId, badgeId: 'accessible-materials' }));
    }
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const query: Record<string, string> = { limit: '4', ...(after && { after }) };
      const { status, json } = await fresh.api(people.reviewer, 'GET', path, undefined, query);
      expect([status, json.submissions.length <= 4]).toEqual([200, true]);
      seen.push(...json.submissions.map(({ submissionId }: { submissionId: string }) => submissionId));
      after = json.next;
    } while (after);
    expect([seen.length, new Set(seen)]).toEqual([sent.size, sent]);
    expect((await fresh.api(people.reviewer, 'GET', path)).json).not.toHaveProperty('next');
    fresh.ledger.close();
  });

  it.each<Record<string, string>>([
    { limit: '0' },
    { limit: '501' },
    { limit: 'many' },
    { after: 'elsewhere' },
    { after: 'WyJ4Il0' },
  ])('is 400 for %j', async (query) => {
    const { status, json } = await stage.api(people.reviewer, 'GET', path, undefined, query);
    expect([status, json.code]).toEqual([400, 'query-invalid']);
  });

  it('tells of no other list by a cursor of another', async () => {
    const forged = Buffer.from(JSON.stringify(['SUBMISSION#x', 'SUBMISSION', '2000-01-01'])).toString('base64url');
    const { json } = await stage.api(people.reviewer, 'GET', path, undefined, { state: 'denied', after: forged });
    expect(json.submissions.every(({ state }: { state: string }) => state === 'denied')).toBe(true);
  });
});

describe('two reviewers at once', () => {
  it('make exactly one decision, told by exactly one event', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await stage.arrive({ earnerId: people.earner, badgeId: 'retrieval-practice' });
      const answers = await Promise.all([
        review(id, 'approve', {}, people.reviewer),
        review(id, 'deny', {}, people.otherReviewer),
        review(id, 'return', {}, people.reviewer),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
      const [winner] = answers.filter(({ status }) => status === 201);
      const { submission, history, review: kept } = await stage.kept(id);
      expect(kept?.reviewId).toBe(winner?.json.reviewId);
      expect(history.filter(({ detailType }) => detailType.startsWith('evidence.'))).toHaveLength(1);
      expect(submission?.sequence).toBe(history.length);
      if (submission?.state === 'returned') await act(id, 'withdraw', people.earner);
    }
  });
});

describe('events', () => {
  it('carry neither names nor evidence nor comments', async () => {
    const id = await inState('denied');
    const told = JSON.stringify((await stage.kept(id)).history);
    for (const private_ of [CANARY, 'Castañeda', 'cedarhollow', 'Say what the class'])
      expect(told).not.toContain(private_);
  });
});
