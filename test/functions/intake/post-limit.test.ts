/** The limit of a source, over several environments of the function that share one table. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { postLimit } from '../../../functions/intake/post-limit.ts';
import { intakeStore } from '../../../functions/intake/store.ts';
import { stamp } from '../../../functions/platform/stamp.ts';
import { badge, member } from '../programs/minimal-program.ts';
import { body, counted, type Intake, programFile, SOURCE, signed, startIntake } from './intake.ts';

let intake: Intake;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  intake = await startIntake();
});
afterAll(() => vi.restoreAllMocks());

const at = (seconds: number) => new Date(Date.parse('2026-10-14T21:05:00Z') + seconds * 1000);
const post = (id: string, data: object = {}) =>
  intake.post(signed(body(data), intake.secret, { id, at: intake.state.now() }));

it('takes as many as it may in a minute, refuses the next until the minute is over, and answers repeats all the same', async () => {
  const sources = [{ id: SOURCE, name: 'Forms', format: 'standard-webhooks', rateLimit: 2 }];
  intake.state.file = programFile({
    sources,
    badges: [badge('planning'), badge('mentoring')],
    members: [member('E-1', { roles: ['owner'] }), member('E-2'), member('E-3')],
  });
  intake.state.now = () => at(20);
  expect((await post('one')).status).toBe(202);
  expect((await post('two', { badge: 'mentoring' })).status).toBe(202);
  const before = await counted(intake);
  const refused = await post('three', { earner: { employeeId: 'E-3' } });
  expect(refused).toMatchObject({ status: 429, json: { code: 'too-many-posts' }, retryAfter: '40' });
  expect(await counted(intake)).toEqual(before);
  expect((await post('one')).status).toBe(200);
  expect(await counted(intake)).toMatchObject({ Receipt: 2, Submission: 2 });
  intake.state.now = () => at(60);
  expect((await post('three', { earner: { employeeId: 'E-3' } })).status).toBe(202);
  const counts = (await intake.items()).filter(({ entity }) => entity === 'PostCount');
  expect(counts.map(({ count }) => count).toSorted()).toEqual([1, 2]);
  for (const { expiresAt } of counts) expect(Number(expiresAt)).toBeLessThan(at(8000).getTime() / 1000);
});

it('is exact however many environments count at once, and a full minute costs no more writes', async () => {
  const source = { sourceId: 'busy', rateLimit: 50 };
  const countPost = vi.fn(intakeStore(intake.table, stamp).countPost);
  const environments = Array.from({ length: 4 }, () => postLimit({ intake: { countPost }, now: () => at(0) }));
  const asked = environments.flatMap((mayPost) => Array.from({ length: 30 }, () => mayPost(source)));
  expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(50);
  await Promise.all(environments.map((mayPost) => mayPost(source)));
  countPost.mockClear();
  const late = await Promise.all(environments.map((mayPost) => mayPost(source)));
  expect(late.filter(Boolean)).toEqual([]);
  expect(countPost.mock.calls.length).toBe(0);
});
