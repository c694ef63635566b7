/**
 * A student's name that slips into evidence or comments stays with those who judge it. It is planted in every text that a
 * teacher or a reviewer writes, and then looked for wherever a stranger, an administrator or a machine could read.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoryMember } from '../../lib/local/story/people.ts';
import { crawlerOf, everyRoute } from './crawler.ts';
import { ofEntity } from './ledger.ts';
import { type Letter, lettersOf } from './letters.ts';
import { example, type Played, playStack, submission } from './played-stack.ts';
import { visitor } from './visitor.ts';

const CANARY = 'Zephyrine Quillfeather';
const NAMED = /zephyrine|quillfeather/i;
/** Where it is planted: each place has a number of its own, so that every one can be found again. */
const planted = (place: string) => `${CANARY} (${place})`;

interface Evidence {
  requirement: string;
  type: string;
  title?: string;
  text?: string;
  url?: string;
}

const evidence = (submission.data.evidence as Evidence[]).map((item) => ({
  ...item,
  title: planted(`title of ${item.requirement}`),
  text: `${item.text ?? ''} ${planted(`text of ${item.requirement}`)}`,
  ...(item.url && { url: `${item.url}?student=Zephyrine-Quillfeather` }),
  shareable: true,
}));

let played: Played;
let teacher: StoryMember;
let ids: Record<string, string>;
let routes: ReturnType<typeof crawlerOf>;
let sharedToo = false;

beforeAll(async () => {
  played = await playStack(3);
  teacher = played.earner(0);
  await played.post(teacher, undefined, { evidence });
  await played.settle();
  await played.decide(teacher, 'return', {
    comment: planted('return'),
    ofCriterion: planted('criterion of the return'),
  });
  await played.settle();
  await played.post(teacher, undefined, { evidence });
  await played.settle();
  await played.decide(teacher, 'approve', { comment: planted('approval'), ofCriterion: planted('criterion') });
  await played.settle();
  // Posts that wait in quarantine hold what was sent, too: one that was understood in part, and one that was not.
  await played.post(played.earner(1), undefined, { evidence, badge: 'no-such-badge' });
  await played.post(played.earner(2), undefined, { evidence: planted('instead of evidence') });
  await played.settle();
  ids = await idsOf(played, teacher);
  routes = crawlerOf(played.local.apiUrl, ids);
});
afterAll(() => played?.close());

const idsOf = async (on: Played, { employeeId }: StoryMember) => {
  const items = await on.items();
  const [credential] = ofEntity(items, 'Credential');
  const did = (await (await fetch(`${on.local.apiUrl}/programs/${on.program.id}/did.json`)).json()) as {
    verificationMethod: { publicKeyMultibase: string }[];
  };
  return {
    programId: on.program.id,
    badgeId: submission.data.badge,
    version: '1',
    sourceId: on.local.source.id,
    keyId: did.verificationMethod[0]?.publicKeyMultibase ?? '',
    employeeId,
    submissionId: (await on.submissionOf(on.earner(0))).submissionId,
    awardId: String(credential?.awardId),
    credentialId: String(credential?.credentialId),
  };
};

const share = async (method: 'POST' | 'DELETE') => {
  await played.client.call(await played.token(teacher), method, `/v1/awards/${ids.awardId}/share`);
  sharedToo = method === 'POST';
};

const bearer = async (member: StoryMember) => ({ authorization: `Bearer ${await played.token(member)}` });
const places = [...evidence.flatMap(({ title, text }) => [title, text.slice(text.indexOf(CANARY))])];
const submissionPath = (kind: 'api' | 'page') => `${kind === 'api' ? '/v1' : ''}/submissions/${ids.submissionId}`;
/** As pages write it. */
const unescaped = (html: string) => html.replaceAll('&#39;', "'").replaceAll('&amp;', '&');

describe('where the name may be, it is', () => {
  it('the reviewers and the earner read every word of evidence and comments, by API and page', async () => {
    const comments = ['return', 'criterion of the return', 'approval', 'criterion'].map(planted);
    for (const member of [played.member('reviewer'), teacher]) {
      const [api] = await routes.callAs(await bearer(member), { method: 'GET' }, submissionPath('api'));
      for (const words of [...places, ...comments]) expect(api?.said).toContain(words);
      const [address = ''] = member.addresses;
      const page = await visitor(played.host, address).open(`${played.local.apiUrl}${submissionPath('page')}`);
      expect(page.status).toBe(200);
      for (const words of [...places, ...comments]) expect(unescaped(page.text)).toContain(words);
      expect(page.text).toContain('student=Zephyrine-Quillfeather');
    }
  });

  it("the earner's mail after a return holds the reviewer's comments", async () => {
    const letter = (await lettersOf(played.host)).find(({ kind }) => kind === 'returned');
    expect(letter?.to).toBe(teacher.addresses[0]);
    for (const place of ['return', 'criterion of the return']) {
      expect(letter?.text.replace(/\s+/g, ' ')).toContain(planted(place));
      expect(letter?.html).toContain(planted(place));
    }
  });
});

describe('nowhere else', () => {
  it('no answer to a stranger, before sharing and after', async () => {
    for (const method of ['DELETE', 'POST'] as const) {
      await share(method);
      const answers = await routes.crawl();
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      expect(answers.filter(({ said }) => NAMED.test(said)).map(({ at }) => at)).toEqual([]);
      // The crawl did reach what it is about: the badge for everybody, the credential only once it is shared.
      const read = (path: string) => answers.find(({ at }) => at.startsWith(`GET ${path} `))?.status;
      expect(read(`/programs/${ids.programId}/badges/${ids.badgeId}`)).toBe(200);
      expect(read(`/credentials/${ids.credentialId}`)).toBe(sharedToo ? 200 : 404);
      expect(read(submissionPath('page'))).toBe(303);
      expect(read(submissionPath('api'))).toBe(401);
    }
  });

  it('no answer to an administrator, the sponsor, finance or another teacher', async () => {
    const gets = everyRoute.filter(({ method }) => method === 'GET');
    const others = ['administrator', 'finance', example.sponsor].map(played.member);
    for (const member of [...others, played.earner(1)]) {
      const headers = await bearer(member);
      const answers = await routes.callAll(headers, gets);
      expect(answers.filter(({ said }) => NAMED.test(said)).map(({ at }) => at)).toEqual([]);
      expect(answers.find(({ at }) => at.startsWith(`GET ${submissionPath('api')} `))?.status).toBe(404);
    }
  });

  it('no credential, by whatever way it is read', async () => {
    const stored = ofEntity(await played.items(), 'Credential');
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toMatch(NAMED);
    const award = (await lettersOf(played.host)).find(({ kind }) => kind === 'badge-awarded');
    const link = award?.links.find((one) => one.includes('/credentials/')) ?? '';
    for (const accept of ['application/json', 'text/html']) {
      const answer = await fetch(link, { headers: { accept } });
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toMatch(NAMED);
    }
  });

  it('no event', async () => {
    const events = played.host.edges.bus.events();
    expect(events.length).toBeGreaterThan(10);
    expect(JSON.stringify(events)).not.toMatch(NAMED);
    const kept = ofEntity(await played.items(), 'Event');
    expect(kept.length).toBeGreaterThan(8);
    expect(JSON.stringify(kept)).not.toMatch(NAMED);
  });

  it('no line of a log', () => {
    const lines = played.host.logs().map(({ text }) => text);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => NAMED.test(line))).toEqual([]);
    const file = readFileSync(join(played.dataDir, 'functions.log'), 'utf8');
    expect(file).not.toMatch(NAMED);
  });

  it("no mail but the earner's own", async () => {
    const letters = await lettersOf(played.host);
    const kinds = [
      'submission-received',
      'review-wanted',
      'returned',
      'badge-awarded',
      'award-notice',
      'posts-waiting',
      'post-set-aside',
    ];
    expect([...new Set(letters.map(({ kind }) => kind))].sort()).toEqual(kinds.sort());
    const wholeOf = ({ raw, text, html, subject, request }: Letter) =>
      `${raw}${text}${html}${subject}${JSON.stringify(request)}`;
    const naming = letters.filter((letter) => NAMED.test(wholeOf(letter)));
    expect(naming.map(({ kind, to }) => `${kind} to ${to}`)).toEqual([`returned to ${teacher.addresses[0]}`]);
  });
});
