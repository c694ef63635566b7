/** The story passes with program files and submissions that nobody wrote for it: nothing in the code knows the example. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import type { Host } from '../../lib/local/host.ts';
import { openLocal } from '../../lib/local/story/open-local.ts';
import { type Ending, playStory } from '../../lib/local/story/story.ts';
import { itemsOf, ofEntity } from './ledger.ts';
import { type Letter, lettersOf } from './letters.ts';
import { deploymentAdministrator, example } from './played-stack.ts';
import { type Unseen, type UnseenMember, unseen } from './unseen-program.ts';

/** As the program file keeps texts. */
const kept = (text: string) => text.trim().normalize('NFC');
const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const unescaped = (html: string) =>
  html
    .replace(
      /&(lt|gt|quot|#39);/g,
      (_, name: 'lt' | 'gt' | 'quot' | '#39') => ({ lt: '<', gt: '>', quot: '"', '#39': "'" })[name],
    )
    .replaceAll('&amp;', '&');

const play = async ({ program, submission, ...rest }: Unseen) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'accolade-unseen-'));
  const assemblyDir = inject('assemblyDir');
  const opening = {
    assemblyDir,
    dataDir,
    program,
    submission,
    deploymentAdministrator: deploymentAdministrator ?? '',
    background: true,
  };
  const { host, local } = await openLocal(opening);
  try {
    const ending = await playStory({ local, program, submission, say: () => {} });
    if (!ending) throw new Error('The story has no teacher.');
    await host.settle();
    expect(ending.verdict).toEqual({ verified: true });
    expect(ending.alteredVerdict).toMatchObject({ verified: false, reason: expect.any(String) });
    credentialSays({ program, submission, ...rest }, ending);
    await mailsAre({ program, submission, ...rest }, await lettersOf(host));
    await tableHolds(host, { program, submission, ...rest });
    await pageSays(local.apiUrl, { program, submission, ...rest });
  } finally {
    await host.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
};

const credentialSays = ({ program, badge, teacher }: Unseen, { credential, teacher: played }: Ending) => {
  expect(played.employeeId).toBe(teacher.employeeId);
  expect(credential).toMatchObject({
    name: kept(badge.name),
    issuer: { name: kept(program.issuer.name), id: expect.stringMatching(new RegExp(`:programs:${program.id}$`)) },
    credentialSubject: {
      creditsEarned: badge.hours,
      achievement: { criteria: { narrative: kept(badge.criteria) } },
      result: badge.rubric.map(() => ({ type: ['Result'] })),
    },
  });
  const text = JSON.stringify(credential);
  for (const personal of [teacher.name, ...teacher.addresses]) expect(text).not.toContain(personal);
};

/** Who hears what, counted: administrators with schools only of their own. */
const mailsAre = async ({ program, badge, teacher }: Unseen, letters: Letter[]) => {
  const hears = (member: UnseenMember) => {
    if (member.employeeId === teacher.employeeId)
      return ['submission-received', 'returned', 'submission-received', 'badge-awarded'];
    if (member.roles.includes('reviewer')) return ['review-wanted', 'review-wanted'];
    return member.roles.includes('administrator') && (member.schools?.includes(teacher.school) ?? true)
      ? ['award-notice']
      : [];
  };
  for (const member of program.members) {
    const own = letters.filter(({ to }) => to === member.addresses[0]);
    // Queues keep no order: what is counted is that each came, and once.
    expect([member.roles, own.map(({ kind }) => kind).sort()]).toEqual([member.roles, hears(member).sort()]);
    for (const letter of own) {
      expect(letter.html).toContain(`<html lang="${member.language}">`);
      expect(oneLine(letter.text)).toContain(oneLine(kept(badge.name)));
      expect(letter.subject).toContain(kept(badge.name));
      expect(unescaped(letter.html)).toContain(kept(member.name));
    }
  }
  expect(letters).toHaveLength(program.members.flatMap(hears).length);
};

const tableHolds = async (host: Host, { teacher }: Unseen) => {
  const items = await itemsOf(host);
  const count = (entity: string) => ofEntity(items, entity).length;
  expect([count('Submission'), count('Award'), count('Credential')]).toEqual([1, 1, 1]);
  expect(ofEntity(items, 'Award')).toMatchObject([{ earnerId: teacher.employeeId }]);
  expect(JSON.stringify(items)).not.toContain(example.id);
};

const pageSays = async (apiUrl: string, { program, badge }: Unseen) => {
  const page = await fetch(`${apiUrl}/programs/${program.id}/badges/${badge.id}`, { headers: { accept: 'text/html' } });
  expect(page.status).toBe(200);
  const text = unescaped(await page.text());
  const rubric = badge.rubric.flatMap(({ name, levels }) => [name, ...levels.map(({ description }) => description)]);
  for (const words of [badge.name, ...rubric]) expect(text).toContain(kept(words));
};

it('the story passes with programs that the code has never seen', async () => {
  await fc.assert(fc.asyncProperty(unseen, play), { numRuns: 3, endOnFailure: true });
}, 120_000);
