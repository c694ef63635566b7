/** `kill -9` of the whole local deployment, again and again while it works: the next start goes on, and everything happens once. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, inject, it } from 'vitest';
import { movableClock } from '../../lib/local/clock.ts';
import { clientOf } from '../../lib/local/story/client.ts';
import { LocalFile } from '../../lib/local/story/local-file.ts';
import { openLocal } from '../../lib/local/story/open-local.ts';
import type { StoryMember } from '../../lib/local/story/people.ts';
import { ofEntity } from './ledger.ts';
import { lettersOf } from './letters.ts';
import { BADGE, deploymentAdministrator, example, playing, submission } from './played-stack.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'accolade-restart-'));
let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));

const teacher: StoryMember = example.members.find(
  ({ employeeId }: StoryMember) => employeeId === submission.data.earner.employeeId,
);

/**
 * The addresses must stay: the first signature fixes the issuer's host. They are below the ports that systems give out by
 * themselves, and this process's own.
 */
const [api, issuer] = [20_000, 26_000].map((from) => from + (process.pid % 6_000));

const opening = () => ({
  assemblyDir: inject('assemblyDir'),
  ...{ dataDir, program: example, submission, deploymentAdministrator: deploymentAdministrator ?? '' },
  ports: { api, issuer },
});

/** The machine is down for four minutes each time, so that what was in somebody's hands is visible again. */
let at = Date.now();

const start = async (options: ReturnType<typeof opening>) => {
  const told = JSON.stringify({ ...options, at });
  child = fork(join(import.meta.dirname, 'host-process.ts'), [told], { execArgv: [] });
  const [{ local, problem }] = await once(child, 'message');
  if (problem) throw new Error(problem);
  return LocalFile.parse(local);
};

/** Lets it work to the end, or until its functions send their n-th request: there it is killed. Which of the two it was. */
const work = async (dieAt?: number): Promise<'idle' | 'killed'> => {
  if (!child) throw new Error('There is no host.');
  const ended = Promise.race([once(child, 'message').then(() => 'idle' as const), once(child, 'exit')]);
  child.send({ dieAt });
  if ((await ended) === 'idle') return 'idle';
  at += 4 * 60_000;
  return 'killed';
};

/** Approves what waits. */
const approve = async (local: LocalFile) => {
  const client = clientOf(local);
  const list = `/v1/programs/${local.programId}/submissions?state=submitted`;
  const { submissions } = await client.call(local.tokens.reviewer, 'GET', list);
  const [waiting] = submissions as { submissionId: string }[];
  if (!waiting) throw new Error('Nothing waits for a review.');
  const path = `/v1/submissions/${waiting.submissionId}`;
  await client.call(local.tokens.reviewer, 'POST', `${path}/start-review`);
  const badge = example.badges.find(({ id }: { id: string }) => id === BADGE);
  const criteria = badge.rubric.map(({ id, levels }: { id: string; levels: { id: string }[] }) => ({
    criterion: id,
    level: levels.at(-1)?.id,
  }));
  await client.call(local.tokens.reviewer, 'POST', `${path}/reviews`, { attempt: 1, criteria, decision: 'approve' });
};

it('killed at any moment of its work, the next start takes up where it was: award, credential and mails come once', async () => {
  const options = opening();
  const posted = await clientOf(await start(options)).post('msg_before-the-kill', submission);
  expect(posted.status).toBe(202);
  // In the relay, and among the mails. Three kills and no more: after five receives a message is given up, as it should be.
  expect(await work(3)).toBe('killed');
  for (const dieAt of [9, 31]) {
    await start(options);
    expect(await work(dieAt)).toBe('killed');
  }
  const reviewing = await start(options);
  expect(await work()).toBe('idle');
  await approve(reviewing);
  // In the award, in the signing, and among the mails again.
  expect(await work(6)).toBe('killed');
  for (const dieAt of [14, 33]) {
    await start(options);
    expect(await work(dieAt)).toBe('killed');
  }

  const { host, local } = await openLocal({ ...options, clock: movableClock(at) });
  try {
    const last = playing(host, local, example);
    expect(await last.client.post('msg_before-the-kill', submission, new Date(at))).toEqual({
      status: 200,
      body: posted.body,
    });
    await last.settle();
    await last.later(30);
    await last.later(60);

    const items = await last.items();
    const count = (entity: string) => ofEntity(items, entity).length;
    expect([count('Submission'), count('Award'), count('Credential')]).toEqual([1, 1, 1]);
    expect(ofEntity(items, 'Submission')).toMatchObject([{ state: 'awarded', attempt: 1 }]);
    const reviewers = example.members.filter(({ roles }: StoryMember) => roles.includes('reviewer'));
    const administrators = example.members.filter(({ roles }: StoryMember) => roles.includes('administrator'));
    const each = (kind: string, members: StoryMember[]) => members.map(({ addresses }) => `${kind} to ${addresses[0]}`);
    expect((await lettersOf(host)).map(({ kind, to }) => `${kind} to ${to}`).sort()).toEqual(
      [
        ...each('submission-received', [teacher]),
        ...each('review-wanted', reviewers),
        ...each('badge-awarded', [teacher]),
        ...each('award-notice', administrators),
      ].sort(),
    );
    const depths = Object.values(host.edges.queues.depths());
    expect(depths.map(({ visible, inFlight, delayed }) => visible + inFlight + delayed)).toEqual(depths.map(() => 0));
  } finally {
    await host.close();
  }
}, 180_000);
