/** The pages of credentials, badges and programs: who is told what. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Credential } from '../../../functions/credentials/read.ts';
import { en } from '../../../functions/credentials/texts/en.ts';
import { es } from '../../../functions/credentials/texts/es.ts';
import { validityOf } from '../../../functions/credentials/validity.ts';
import { profileStore } from '../../../functions/portfolios/store.ts';
import { formPost } from '../platform/call.ts';
import {
  BADGE,
  badge,
  PROGRAM,
  PUBLIC_URL,
  people,
  program,
  programsOf,
  reviewOf,
  type Stage,
  startStage,
} from './stage.ts';

const requirements = ['question-sets', 'class-results'].map((id) => ({
  ...{ id, type: 'file' as const, title: id, instructions: 'Send it.' },
  public: 'if-earner-and-reviewer-agree' as const,
}));

let stage: Stage;
beforeAll(async () => {
  const policy = { ...program.policy, assessedBy: 'school' as const };
  stage = await startStage({ programs: programsOf({ badge: { requirements, validMonths: 36 }, program: { policy } }) });
});

const HTML = { accept: 'text/html' };
const pathOf = ({ credentialId }: Credential) => `/credentials/${credentialId}`;
const open = async (credential: Credential, as?: string) => {
  const { body, statusCode } = await stage.call({ path: pathOf(credential), headers: HTML }, as);
  expect(statusCode).toBe(200);
  return body;
};
const withEvidence = () =>
  stage.signed({
    evidence: requirements.map(({ id }) => ({
      ...{ requirement: id, type: 'file' as const, title: id, shareable: true, url: `https://drive.example/${id}` },
    })),
    review: reviewOf({ studentsNotIdentifiable: true }),
  });
const shared = async (signing = withEvidence()) => {
  const credential = await signing;
  await stage.call({ method: 'POST', path: `/v1/awards/${credential.awardId}/share` }, people.earner);
  return credential;
};
const post = (credential: Credential, what: string, form: Record<string, string>, as: string) =>
  stage.call(formPost(`${pathOf(credential)}/${what}`, form, HTML), as);

const setNamed = async (named: boolean) => {
  const profiles = profileStore(stage.ledger.table, { newId: () => crypto.randomUUID(), now: stage.now });
  const was = await profiles.profile(PROGRAM, people.earner);
  const profile = { ...was, named, sequence: was.sequence + 1 };
  const cause = { programId: PROGRAM, correlationId: 'c-1' };
  await profiles.save(was, profile, [named ? 'named' : 'unnamed'], cause);
};

describe('whose badge it is', () => {
  it('is nobody’s secret to keep but the earner’s: no name and no school until it is switched on', async () => {
    const member = await stage.programs.member(PROGRAM, people.earner);
    const { name = '', school = '' } = member ?? {};
    const credential = await shared();
    const unnamed = await open(credential);
    expect(unnamed).toContain(en.aTeacher(program.name));
    for (const text of [name, school]) expect(unnamed).not.toContain(text);
    expect(await open(credential, people.earner)).toContain(`/programs/${PROGRAM}/profile`);
    expect(unnamed).not.toContain(`/programs/${PROGRAM}/profile`);
    await setNamed(true);
    const named = await open(await shared());
    for (const text of [name, school, en.assessedBy]) expect(named).toContain(text);
    expect(named.slice(0, named.indexOf('<body>'))).not.toContain(name);
  });

  it('is not told by a school that is still in the document, once the name is switched off', async () => {
    await setNamed(true);
    const credential = await shared();
    expect(credential.document.credentialSubject.source?.name).toBeDefined();
    await setNamed(false);
    const body = await open(credential);
    expect(body).not.toContain(credential.document.credentialSubject.source?.name);
    expect(body).not.toContain(en.assessedBy);
  });
});

describe('whether it counts', () => {
  const [since, until] = ['2026-03-02T10:00:00Z', '2029-03-02T10:00:00Z'];
  const state = (more: object, now = '2026-10-01T00:00:00Z', revokedAt?: string) => {
    const document = { validFrom: since, awardedDate: since, ...more } as Credential['document'];
    return validityOf({ document, revokedAt }, new Date(now));
  };

  it.each([
    ['valid', state({})],
    ['validUntil', state({ validUntil: until })],
    ['notYet', state({ validFrom: until })],
    ['expired', state({ validUntil: until }, until)],
    ['revoked', state({ validUntil: until }, until, since)],
  ])('%s', (expected, found) => {
    expect(found.state).toBe(expected);
  });

  it('counts from the award, also once it was signed again', () => {
    expect(state({ validFrom: '2026-09-01T00:00:00Z' })).toEqual({ state: 'valid', since });
  });

  it('stands on the page, in the language of the reader', async () => {
    const credential = await shared();
    expect(await open(credential)).toContain(en.status.validUntil('March 2, 2026', 'March 2, 2029'));
    const { body } = await stage.call({ path: pathOf(credential), headers: { ...HTML, 'accept-language': 'es' } });
    expect(body).toContain(es.status.validUntil('2 de marzo de 2026', '2 de marzo de 2029'));
  });

  it('tells everybody the day of a revocation, and why only those whom it concerns', async () => {
    const credential = await shared();
    await stage.revoke(credential);
    const told = async (as?: string) => {
      const body = await open(credential, as);
      expect(body).toContain(en.status.revoked('March 2, 2026'));
      return body.includes('Awarded by mistake.');
    };
    for (const as of [people.earner, people.owner, people.deputy, people.finance])
      expect(await told(as), as).toBe(true);
    for (const as of [undefined, people.reviewer, people.administrator, people.otherEarner])
      expect(await told(as), as).toBe(false);
  });
});

describe('revoking by the form on the page', () => {
  it.each<[string, string | undefined, boolean]>([
    ['the owner', people.owner, true],
    ['the deputy', people.deputy, true],
    ['an administrator of the school', people.administrator, true],
    ['an administrator of another school', people.administratorElsewhere, false],
    ['a reviewer', people.reviewer, false],
    ['its earner', people.earner, false],
    ['a stranger', undefined, false],
  ])('is offered to some: %s', async (_who, as, offered) => {
    expect((await open(await shared(), as)).includes(`${en.revokeConfirm}</button>`)).toBe(offered);
  });

  it('asks for a reason and for certainty, and keeps what was typed', async () => {
    const credential = await withEvidence();
    const answer = await post(credential, 'revocation', { reason: 'Not hers' }, people.owner);
    expect(answer.statusCode).toBe(422);
    for (const text of [en.errors.notSure, 'Not hers', `<title>${en.errorTitle}`, ' open>'])
      expect(answer.body).toContain(text);
    expect(answer.body).not.toContain(en.errors.reasonMissing);
    const empty = await post(credential, 'revocation', { reason: ' ', sure: 'yes' }, people.owner);
    expect(empty.body).toContain(en.errors.reasonMissing);
    const long = await post(credential, 'revocation', { reason: 'x'.repeat(1001), sure: 'yes' }, people.owner);
    expect(long.body).toContain(en.errors.reasonTooLong);
    expect((await stage.credentials.get(credential.credentialId))?.revokedAt).toBeUndefined();
  });

  it('revokes, and leads back to the page', async () => {
    const credential = await withEvidence();
    const form = { reason: 'Not hers', sure: 'yes' };
    const answer = await post(credential, 'revocation', form, people.owner);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, pathOf(credential)]);
    const body = await open(credential, people.owner);
    expect(body).toContain('Not hers');
    expect(body).not.toContain(en.revokeConfirm);
  });

  it.each([
    ['a reviewer', people.reviewer, 403],
    ['somebody who is no member', 'E-9999', 404],
  ])('is refused to %s', async (_who, as, status) => {
    const credential = await withEvidence();
    expect((await post(credential, 'revocation', { reason: 'x', sure: 'yes' }, as)).statusCode).toBe(status);
    // Also where the form is not filled in: who may not is not told that all is well.
    expect((await post(credential, 'revocation', {}, as)).statusCode).toBe(status);
    expect((await stage.credentials.get(credential.credentialId))?.revokedAt).toBeUndefined();
  });
});

describe('evidence on the page', () => {
  it('is withheld by a button of the earner and the staff, and gone at once, before anything is signed again', async () => {
    const credential = await shared();
    expect(await open(credential)).not.toContain(en.withhold);
    for (const as of [people.earner, people.reviewer, people.owner])
      expect(await open(credential, as)).toContain(`<button name="item" value="1"`);
    expect((await post(credential, 'withholding', { item: '1' }, people.earner)).statusCode).toBe(303);
    for (const as of [undefined, people.earner, people.owner]) {
      const body = await open(credential, as);
      expect(body).toContain('https://drive.example/question-sets');
      expect(body).not.toContain('class-results');
      expect(body).toContain(en.beingSigned);
    }
    await stage.reissueWithheld(credential);
    const body = await open(credential, people.earner);
    expect(body).not.toContain(en.beingSigned);
    expect(body).toContain('<button name="item" value="0"');
  });
});

describe('taking it along', () => {
  it('offers every form, each with the key of the private link', async () => {
    const credential = await withEvidence();
    const query = { key: credential.holderKey };
    const { body } = await stage.call({ path: pathOf(credential), query, headers: HTML });
    for (const form of ['json', 'jwt', 'png', 'svg'])
      expect(body).toContain(`href="${pathOf(credential)}.${form}?key=${credential.holderKey}"`);
    expect(body).toContain('href="/verify"');
    expect(body).not.toContain('og:');
  });

  it('leads to the check and to the report of a concern once it is shared, and the earner to LinkedIn', async () => {
    const credential = await shared();
    const url = `${PUBLIC_URL}${pathOf(credential)}`;
    const body = await open(credential);
    expect(body).toContain(`href="/verify?url=${encodeURIComponent(url)}"`);
    expect(body).toContain(`href="${pathOf(credential)}/concern"`);
    expect(body).not.toContain('linkedin.com');
    const own = await open(credential, people.earner);
    expect(own).not.toContain(`${pathOf(credential)}/concern`);
    const link = /href="(https:\/\/www\.linkedin\.com[^"]+)"/.exec(own)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(Object.fromEntries(new URL(link).searchParams)).toEqual({
      ...{ startTask: 'CERTIFICATION_NAME', name: badge.name, organizationName: program.issuer.name },
      ...{ issueYear: '2026', issueMonth: '3', expirationYear: '2029', expirationMonth: '3' },
      ...{ certUrl: url, certId: credential.credentialId },
    });
  });

  it('has a preview where it is shared: of the badge, never of the person', async () => {
    const credential = await shared();
    const body = await open(credential);
    const image = `${credential.document.credentialSubject.achievement.id}/image.png`;
    for (const [property, content] of [
      ['og:title', `${badge.name} · ${program.issuer.name}`],
      ['og:image', image],
      ['og:url', `${PUBLIC_URL}${pathOf(credential)}`],
    ])
      expect(body).toContain(`<meta property="${property}" content="${content}">`);
  });
});

describe('the pages of badges and programs', () => {
  const at = `/programs/${PROGRAM}`;
  const page = async (path: string) => (await stage.call({ path, headers: HTML })).body;

  it('show a badge with its image, its rubric, how long it is valid, and its versions', async () => {
    const body = await page(`${at}/badges/${BADGE}`);
    for (const text of [
      `src="${at}/badges/${BADGE}/versions/1/image.svg"`,
      `alt="${en.badgeImage(badge.name)}"`,
      'id="rubric/everyone-retrieves/met"',
      en.validMonths(36),
      `href="${at}/badges/${BADGE}/versions/1"`,
      `(${en.shown}, ${en.newest})`,
      `<meta property="og:image" content="${PUBLIC_URL}${at}/badges/${BADGE}/versions/1/image.png">`,
    ])
      expect(body).toContain(text);
    expect(body).not.toContain(en.endorsements);
  });

  it('show who stands behind a program', async () => {
    const body = await page(at);
    for (const text of [
      program.issuer.name,
      program.issuer.description,
      program.contact,
      `did:web:badges.example:programs:${PROGRAM}`,
      `${at}/did.json`,
      en.places.none,
      `src="${at}/badges/${BADGE}/versions/1/image.svg"`,
    ])
      expect(body).toContain(text);
    expect(body).not.toMatch(/E-1\d\d\d/);
  });

  it('show a picture of the program’s own with its words', async () => {
    const image = { id: 'https://pictures.example/one.png', caption: 'A <medal>' };
    const pictured = await startStage({ programs: programsOf({ badge: { image } }) });
    const { body } = await pictured.call({ path: `${at}/badges/${BADGE}`, headers: HTML });
    expect(body).toContain(`src="${image.id}" width="160" height="160" alt="A &lt;medal&gt;" lang="en"`);
  });
});
