import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROGRAM, program } from '../portfolios/stage.ts';
import { REPORT, type Stage, startStage } from './stage.ts';

let stage: Stage;
const opened: { close(): void }[] = [];
beforeEach(async () => {
  stage = await startStage();
  opened.push(stage.ledger);
});
afterAll(() => {
  for (const ledger of opened) ledger.close();
});

const DAY = 86_400_000;
const secondsAt = (time: number) => Math.floor(time / 1000);

describe('a concern', () => {
  it('is kept for 400 days and said with ids only, in one transaction', async () => {
    const credential = stage.credential();
    const { credentialId, awardId, badgeId } = credential;
    const answer = await stage.report(credentialId, {
      replyTo: ' a.parent@example.org ',
      text: ' One.\r\nTwo.\u0007 ',
    });
    expect(answer).toMatchObject({
      statusCode: 303,
      headers: { location: `${stage.pathOf(credentialId)}?reported=yes` },
    });
    const [item] = await stage.items('Concern');
    expect(item).toMatchObject({
      ...{ credentialId, awardId, badgeId, programId: PROGRAM, kind: 'student-identifiable', text: 'One.\nTwo.' },
      ...{ replyTo: 'a.parent@example.org', reportedAt: '2026-03-02T10:00:00.000Z' },
      expiresAt: secondsAt(stage.state.time + 400 * DAY),
    });
    const [event, ...more] = await stage.items('Event');
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      ...{ pk: item?.pk, detailType: 'concern.reported.v1' },
      detail: {
        metadata: { programId: PROGRAM },
        data: { concernId: item?.concernId, credentialId, awardId, badgeId },
      },
    });
    expect(JSON.stringify(event)).not.toMatch(/parent|One/);
    expect(await stage.concerns.get(String(item?.concernId))).toMatchObject({ text: 'One.\nTwo.' });
  });

  it('needs no address, and keeps none then', async () => {
    await stage.report(stage.credential().credentialId);
    const [item] = await stage.items('Concern');
    expect(item).not.toHaveProperty('replyTo');
  });

  it('is taken only about a credential that is shared: any other does not exist', async () => {
    const { credentialId } = stage.credential({ shared: false });
    const none = 'AAAAAAAAAAAAAAAAAAAAAA';
    const [hidden, absent] = [await stage.page(credentialId), await stage.page(none)];
    expect([hidden.statusCode, absent.statusCode]).toEqual([404, 404]);
    expect(hidden.body).toBe(absent.body);
    expect((await stage.page(credentialId, { reported: 'yes' })).statusCode).toBe(404);
    for (const form of [REPORT, { ...REPORT, text: '' }]) {
      const answers = [await stage.report(credentialId, form), await stage.report(none, form)];
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
    }
    expect(await stage.items('Concern')).toEqual([]);
  });

  it('that is sent twice by one form is kept once', async () => {
    const { credentialId } = stage.credential();
    const { body } = await stage.page(credentialId);
    const concern = /name="concern" value="([^"]+)"/.exec(body)?.[1] ?? '';
    expect((await stage.page(credentialId)).body).not.toContain(concern);
    const twice = await Promise.all([stage.report(credentialId, { concern }), stage.report(credentialId, { concern })]);
    await stage.report(credentialId, { concern, text: 'Another text.' });
    expect(twice.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    expect(await stage.items('Concern')).toMatchObject([{ concernId: concern, text: REPORT.text }]);
    expect(await stage.items('Event')).toHaveLength(1);
    expect(await stage.items('ConcernCount')).toMatchObject([{ count: 1 }]);
  });

  it('comes from a page of this host, and has an id of ours whatever the form says', async () => {
    const { credentialId } = stage.credential();
    const foreign = await stage.report(credentialId, {}, { origin: 'https://elsewhere.example' });
    expect(foreign.statusCode).toBe(403);
    await stage.report(credentialId, { concern: '#../x' });
    expect((await stage.items('Concern'))[0]?.concernId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('leaves no word of it and no address in the logs', async () => {
    const written: string[] = [];
    const spies = (['log', 'info', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...words) => void written.push(words.join(' '))),
    );
    const { credentialId } = stage.credential();
    for (let index = 0; index < 6; index++) await stage.report(credentialId, { replyTo: 'a.parent@example.org' });
    for (const spy of spies) spy.mockRestore();
    expect(written.join('\n')).not.toMatch(/Zebulon|a\.parent/);
  });
});

describe('a day', () => {
  const codeOf = ({ body }: { body: string }) => JSON.parse(body).code;

  it('takes five concerns about one credential; the next comes too late, until the day after', async () => {
    const { credentialId } = stage.credential();
    for (let index = 0; index < 5; index++) expect((await stage.report(credentialId)).statusCode).toBe(303);
    const sixth = await stage.report(credentialId);
    expect([sixth.statusCode, codeOf(sixth)]).toEqual([429, 'too-many-concerns']);
    expect((await stage.report(stage.credential().credentialId)).statusCode).toBe(303);
    expect(await stage.items('Concern')).toHaveLength(6);
    stage.state.time += DAY;
    expect((await stage.report(credentialId)).statusCode).toBe(303);
    const counts = await stage.items('ConcernCount');
    expect(counts.map(({ count }) => count).sort()).toEqual([1, 1, 5]);
    for (const { expiresAt } of counts) expect(expiresAt).toBeLessThanOrEqual(secondsAt(stage.state.time + 2 * DAY));
  });

  it('takes five of ten that come at once', async () => {
    const { credentialId } = stage.credential();
    const answers = await Promise.all(Array.from({ length: 10 }, () => stage.report(credentialId)));
    expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(5);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(5);
    expect(await stage.items('Concern')).toHaveLength(5);
    expect(await stage.items('Event')).toHaveLength(5);
  });

  it('counts again at the write: a count that was read before is not enough', async () => {
    const { credentialId, awardId, programId, badgeId } = stage.credential();
    const concern = () => ({
      ...{ concernId: randomUUID(), credentialId, awardId, programId, badgeId, kind: 'something-else' as const },
      ...{ text: 'x', reportedAt: '2026-03-02T10:00:00.000Z', sequence: 1 },
    });
    const cause = { programId, correlationId: 'c-1' };
    await stage.concerns.save(concern(), 0, cause);
    await expect(stage.concerns.save(concern(), 0, cause)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await stage.concerns.save(concern(), 1, cause);
    await expect(stage.concerns.save(concern(), 1, cause)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(await stage.items('Concern')).toHaveLength(2);
  });
});

describe('the form', () => {
  it.each([
    ['no kind', { kind: '' }, 'kind'],
    ['a kind that there is not', { kind: 'else' }, 'kind'],
    ['no text', { text: ' \r\n ' }, 'text'],
    ['too long a text', { text: 'x'.repeat(2001) }, 'text'],
    ['half an address', { replyTo: 'a.parent' }, 'replyTo'],
    ['two addresses', { replyTo: 'a@example.org,b@example.org' }, 'replyTo'],
  ])('with %s is shown again, with what was typed and the way to the field', async (_what, form, field) => {
    const { credentialId } = stage.credential();
    const concern = randomUUID();
    const { statusCode, body } = await stage.report(credentialId, { ...form, concern });
    expect(statusCode).toBe(422);
    expect(body.match(/<a href="#/g)).toHaveLength(1);
    expect(body).toContain(`<a href="#${field}">`);
    expect(body).toContain(`id="${field}"`);
    expect(body).toContain(`name="concern" value="${concern}"`);
    if (field !== 'text') expect(body).toContain(REPORT.text);
    expect(await stage.items('Concern')).toEqual([]);
  });

  it('takes a text of 2000 characters', async () => {
    expect((await stage.report(stage.credential().credentialId, { text: 'x'.repeat(2000) })).statusCode).toBe(303);
  });

  it('escapes what was typed and what the badge is called', async () => {
    const { credentialId } = stage.credential({ name: '<i>Badge</i>' });
    const evil = '</textarea><script>1</script>"';
    const { body } = await stage.report(credentialId, {
      kind: '',
      text: evil,
      replyTo: `"><script>`,
      concern: `"><b>`,
    });
    expect(body).not.toMatch(/<script>|<i>|<b>/);
    expect(body).toContain('&lt;/textarea&gt;&lt;script&gt;');
  });

  it('is in the language of the reader, listed by no index, and can be posted from', async () => {
    const { credentialId } = stage.credential();
    const english = await stage.page(credentialId);
    expect(english.body).toContain('<html lang="en">');
    expect(english.headers).toMatchObject({
      'x-robots-tag': 'noindex',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect((await stage.page(credentialId, {}, { 'accept-language': 'es' })).body).toContain('<html lang="es">');
  });

  it('is followed by thanks, which say whom else to write to', async () => {
    const { credentialId } = stage.credential();
    const { statusCode, body } = await stage.page(credentialId, { reported: 'yes' });
    expect(statusCode).toBe(200);
    expect(body).toContain('Thank you');
    expect(body).toContain(program.contact);
    expect(body).not.toContain('<form');
  });
});
