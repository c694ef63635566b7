/** Every link of every mail, opened as its addressee would: none is dead, each leads to the right thing, and none changes anything. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Occasion } from '../../functions/notices/matters/occasion.ts';
import { movableClock } from '../../lib/local/clock.ts';
import type { StoryProgram } from '../../lib/local/story/people.ts';
import { takeBadgeTurns } from './badge-turns.ts';
import { stateOf } from './ledger.ts';
import { type Letter, lettersOf } from './letters.ts';
import { BADGE, type Played, playStack } from './played-stack.ts';
import { type Visitor, visitor } from './visitor.ts';
import { tellUntilDisabled } from './webhook-turns.ts';

let played: Played;
let letters: Letter[];
let badgeName: string;

beforeAll(async () => {
  // People sign in with an issuer that knows the real time alone: what takes days is over when it is that time.
  const clock = movableClock(Date.now() - 10 * 86_400_000);
  played = await playStack(5, { clock });
  badgeName = played.program.badges.find(({ id }) => id === BADGE)?.name ?? '';
  const [awarded, denied, quarantined] = [played.earner(0), played.earner(1), played.earner(2)];
  await played.post(awarded);
  await played.settle();
  await played.decide(awarded, 'return');
  await played.settle();
  await played.award(awarded);
  await played.post(denied);
  await played.settle();
  await played.decide(denied, 'deny');
  await played.post(quarantined, undefined, { badge: 'no-such-badge' });
  await played.settle();
  await withoutReviewers();
  await takeBadgeTurns(played, played.earner(3), played.earner(4));
  // The window after the first award ends: the others are told as a digest.
  await played.later(15);
  await tellUntilDisabled(played);
  clock.advance(Date.now() - clock.now());
  await played.settle();
  letters = await lettersOf(played.host);
});
afterAll(() => played?.close());

/** The one reviewer who is left sends evidence: nobody may review it. */
const withoutReviewers = async () => {
  const { program, local, client } = played;
  const put = (file: StoryProgram) => client.call(local.tokens.deployment, 'PUT', `/v1/programs/${program.id}`, file);
  const last = played.member('reviewer');
  const members = program.members.map((member) =>
    member === last ? member : { ...member, roles: member.roles.filter((role) => role !== 'reviewer') },
  );
  await put({ ...program, members });
  await played.post(last);
  await played.settle();
  await put(program);
};

/** What the page that a notice leads to must speak of: its badge, also on the page of the program. */
const subjectOf = ({ kind }: Letter, link: string) =>
  isChoice(link) ? played.program.name : (SUBJECTS[kind] ?? badgeName);
const SUBJECTS: Record<string, string> = {
  'posts-waiting': 'no-such-badge',
  'webhook-disabled': 'The data warehouse',
};
/** Where readers of award notices and digests choose how often they come. */
const isChoice = (link: string) => new URL(link).pathname.endsWith('/notices');
const asksForSignIn = (link: string) =>
  /^\/submissions\/|\/(quarantine|endorsements|notices|webhooks)$/.test(new URL(link).pathname);
const everyLink = () => letters.flatMap((letter) => letter.links.map((link) => ({ letter, link })));

const LINKS: Record<string, number> = { 'post-set-aside': 0, 'award-notice': 2, digest: 2 };

describe('the links of the mails', () => {
  it('mails of every kind there is are looked at, each with the same links in both of its parts: one to open, one to choose', () => {
    const kinds = Occasion.options.map(({ shape }) => shape.kind.value);
    expect([...new Set(letters.map(({ kind }) => kind))].sort()).toEqual(kinds.sort());
    for (const { links, text, html, kind } of letters) {
      // The teacher of a post that waits has no page of it: that mail says whom to ask.
      expect({ kind, links: links.length }).toEqual({ kind, links: LINKS[kind] ?? 1 });
      for (const link of links) {
        expect(text).toContain(link);
        expect(html).toContain(`href="${link.replaceAll('&', '&amp;')}"`);
      }
    }
  });

  it('a scanner that opens them all, without being anybody, changes nothing', async () => {
    const before = await stateOf(played.host);
    const scanner = visitor(played.host);
    for (const { link } of everyLink()) {
      for (const method of ['HEAD', 'GET']) {
        const { status } = await scanner.send(link, { method });
        expect({ link, method, status }).toEqual({ link, method, status: asksForSignIn(link) ? 303 : 200 });
      }
      const page = await scanner.open(link);
      expect(page.status).toBe(200);
      if (asksForSignIn(link)) expect(page.url.startsWith(`${played.host.issuerUrl}/`)).toBe(true);
    }
    expect(await stateOf(played.host)).toEqual(before);
  });

  it('their addressee signs in on the way, and is shown what the mail is about', async () => {
    const people = new Map<string, Visitor>();
    const browserOf = (address: string) => {
      const browser = people.get(address) ?? visitor(played.host, address);
      people.set(address, browser);
      return browser;
    };
    for (const { letter, link } of everyLink()) {
      const page = await browserOf(letter.to).open(link);
      expect({ link, status: page.status, url: page.url }).toEqual({ link, status: 200, url: link });
      expect(page.text).toContain(subjectOf(letter, link));
      expect(page.text).toMatch(/^<!doctype html>/i);
    }
    // Now everybody is signed in: reading again, any number of times, leaves the table as it is.
    const before = await stateOf(played.host);
    for (const { letter, link } of everyLink()) {
      const browser = browserOf(letter.to);
      expect((await browser.send(link, { method: 'HEAD' })).status).toBe(200);
      const page = await browser.send(link);
      expect([page.status, page.text.includes(subjectOf(letter, link))]).toEqual([200, true]);
    }
    expect(await stateOf(played.host)).toEqual(before);
  }, 60_000);

  it('their addressee reads them with a bearer token too', async () => {
    const memberOf = ({ to }: Letter) => played.program.members.find(({ addresses }) => addresses.includes(to));
    const strangers = letters.filter((letter) => memberOf(letter) === undefined).map(({ kind }) => kind);
    expect(strangers).toEqual(['endorsement-wanted']);
    for (const { letter, link } of everyLink()) {
      const member = memberOf(letter);
      if (!member) continue;
      const headers = {
        authorization: `Bearer ${await played.token(member)}`,
        accept: 'text/html',
      };
      const response = await fetch(link, { headers, redirect: 'manual' });
      expect({ link, status: response.status }).toEqual({ link, status: 200 });
    }
  });

  it('a link to a submission is dead for whoever it does not concern', async () => {
    const link = everyLink().find(({ letter }) => letter.kind === 'returned')?.link ?? '';
    const [stranger = ''] = played.member('finance').addresses;
    const page = await visitor(played.host, stranger).open(link);
    expect(page.status).toBe(404);
    expect(page.text).not.toContain(badgeName);
  });
});
