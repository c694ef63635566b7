/** The story passes with program files and submissions that nobody wrote for it: nothing in the code knows the example. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import type { Host } from '../../lib/local/host.ts';
import { type Encore, playEncore } from '../../lib/local/story/encore.ts';
import { openLocal } from '../../lib/local/story/open-local.ts';
import type { StoryMember } from '../../lib/local/story/people.ts';
import { type Ending, playStory } from '../../lib/local/story/story.ts';
import { verifyElsewhere } from '../../lib/local/story/verify-elsewhere.ts';
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
    const encore = await playEncore({ local, program, submission, say: () => {}, tokenOf: tokenFrom(host) }, ending);
    await encoreSays(encore, ending, { program, submission, ...rest });
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

const tokenFrom = (host: Host) => async (member: Pick<StoryMember, 'employeeId'>) => {
  const person = host.issuer.people().find(({ employeeId }) => employeeId === member.employeeId);
  if (!person) throw new Error('Nobody can sign in as the teacher.');
  return host.issuer.mint(person, 'aud');
};

/** Another teacher's award is revoked where there is one; otherwise the story's own, after all of it was fetched. */
const encoreSays = async ({ forms, assertion, documents, revoked }: Encore, ending: Ending, { program }: Unseen) => {
  const { credential } = ending;
  const [, payload = ''] = Buffer.from(forms.jwt).toString('utf8').split('.');
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).toMatchObject({ jti: credential.id });
  for (const image of [forms.png, forms.svg]) expect(Buffer.from(image).toString('utf8')).toContain(credential.id);
  expect(documents).toMatchObject({ [assertion.id]: assertion, [assertion.badge]: { type: 'BadgeClass' } });
  expect((await fetch(credential.id)).status).toBe(404);
  expect(await verifyElsewhere(credential, documents)).toEqual({ verified: true });
  const others = program.members.filter(({ roles }) => roles.includes('earner')).length > 1;
  expect(revoked?.credential.id === credential.id).toBe(!others);
  const reason = 'The credential is revoked.';
  expect(await verifyElsewhere(revoked?.credential, revoked?.documents ?? {})).toEqual({ verified: false, reason });
  expect(await verifyElsewhere(credential, revoked?.documents ?? {})).toMatchObject({ verified: others });
};

it('the story passes with programs that the code has never seen', async () => {
  await fc.assert(fc.asyncProperty(unseen, play), { numRuns: 3, endOnFailure: true });
}, 300_000);
