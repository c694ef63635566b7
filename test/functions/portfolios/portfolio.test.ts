import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { memberOf, PUBLIC_URL, people, program, type Stage, startStage } from './stage.ts';

let stage: Stage;
const opened: { close(): void }[] = [];
beforeEach(async () => {
  stage = await startStage();
  opened.push(stage.ledger);
});
afterAll(() => {
  for (const ledger of opened) ledger.close();
});

const anna = memberOf(people.earner);
const open = async (wish: object = {}) => {
  const { body } = await stage.put(people.earner, { portfolio: true, ...wish });
  return new URL(JSON.parse(body).portfolioUrl).pathname;
};
const page = (path: string, headers: Record<string, string> = { accept: 'text/html' }) => stage.send({ path, headers });

describe('an open portfolio', () => {
  it('lists shared badges and no others, newest first, and says which were revoked', async () => {
    const old = await stage.hold({ name: 'Old one', awardedAt: '2025-01-01T10:00:00.000Z' });
    const revoked = await stage.hold({ badgeId: 'b-2', name: 'Taken back', revokedAt: '2026-02-01T00:00:00.000Z' });
    const secret = await stage.hold({ badgeId: 'b-3', name: 'Not for you', shared: false });
    const others = await stage.hold({ earnerId: people.spanish, name: 'Somebody else' });
    const path = await open();
    const html = (await page(path)).body;
    expect(html.indexOf('Taken back')).toBeGreaterThan(0);
    expect(html.indexOf('Old one')).toBeGreaterThan(html.indexOf('Taken back'));
    expect(html).toContain('Revoked on February 1, 2026');
    expect(html).toContain(`/credentials/${old.credentialId}`);
    const json = (await page(path, { accept: 'application/json' })).body;
    expect(JSON.parse(json).badges).toEqual([
      {
        ...{ credentialId: revoked.credentialId, badgeId: 'b-2', name: 'Taken back' },
        ...{ awardedAt: '2026-03-02T10:00:00.000Z', revokedAt: '2026-02-01T00:00:00.000Z' },
        url: `${PUBLIC_URL}/credentials/${revoked.credentialId}`,
      },
      {
        ...{ credentialId: old.credentialId, badgeId: 'retrieval-practice', name: 'Old one' },
        ...{ awardedAt: '2025-01-01T10:00:00.000Z', url: `${PUBLIC_URL}/credentials/${old.credentialId}` },
      },
    ]);
    for (const said of [html, json])
      for (const hidden of [secret.credentialId, 'Not for you', others.credentialId, 'Somebody else', old.holderKey])
        expect(said).not.toContain(hidden);
  });

  it('names nobody and no school unless the earner switched it on', async () => {
    await stage.hold();
    const path = await open();
    for (const accept of ['text/html', 'application/json']) {
      const { body } = await page(path, { accept });
      for (const hidden of [anna.name, anna.school ?? '', anna.employeeId, ...anna.addresses])
        expect(body).not.toContain(hidden);
    }
    expect((await page(path)).body).toContain(`Badges of a teacher of ${program.name}`);
    expect((await page(path, { accept: 'text/html', 'accept-language': 'es' })).body).toContain('<html lang="es">');

    await stage.put(people.earner, { named: true });
    const named = (await page(path)).body;
    expect(named).toContain(`Badges of ${anna.name}`);
    expect(named).toContain(anna.school);
    for (const hidden of [anna.employeeId, ...anna.addresses]) expect(named).not.toContain(hidden);
    expect(JSON.parse((await page(path, { accept: 'application/json' })).body).earner).toEqual({
      name: anna.name,
      school: anna.school,
    });
    stage.state.program = { ...program, policy: { ...program.policy, naming: 'never' } };
    expect((await page(path)).body).not.toContain(anna.name);
  });

  it('is nothing to strangers once it is closed, nor at an address that nobody has', async () => {
    await stage.hold();
    const path = await open();
    expect((await page(path)).statusCode).toBe(200);
    await stage.put(people.earner, { portfolio: false });
    const [closed, none] = [await page(path), await page('/portfolios/AAAAAAAAAAAAAAAAAAAAAA')];
    expect([closed.statusCode, none.statusCode]).toEqual([404, 404]);
    expect(closed.body).toBe(none.body);
    await open();
    expect((await page(path)).statusCode).toBe(200);
  });

  it('says so when nothing is shared any more', async () => {
    const credential = await stage.hold();
    const path = await open();
    stage.credentials.set(credential.awardId, { ...credential, shared: false });
    const { statusCode, body } = await page(path);
    expect(statusCode).toBe(200);
    expect(body).toContain('No badge is shared here at the moment.');
    expect(body).not.toContain(credential.credentialId);
  });

  it('is listed by no index, told to nobody by a Referer, and asked for again each time', async () => {
    await stage.hold();
    const path = await open();
    for (const accept of ['text/html', 'application/json']) {
      const { headers } = await page(path, { accept });
      expect(headers).toMatchObject({
        'x-robots-tag': 'noindex',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-cache',
        vary: 'accept, accept-language',
      });
      expect(headers.etag).toBeDefined();
    }
  });

  it('gives every picture its words, escaped, and leaves pictures out before a page grows too large', async () => {
    const large = `data:image/png;base64,${'A'.repeat(59_000)}`;
    await stage.hold({ badgeId: 'b-0', image: { id: 'https://cdn.example/a.png', caption: 'A "star" & <more>' } });
    await stage.hold({
      badgeId: 'b-1',
      image: { id: 'https://cdn.example/b.png', caption: '' },
      name: 'Without words',
    });
    for (let index = 2; index < 110; index++) {
      await stage.hold({
        ...{ badgeId: `b-${index}`, awardedAt: '2025-01-01T10:00:00.000Z' },
        image: { id: large, caption: 'Large' },
      });
    }
    const { body } = await page(await open());
    expect(body).toContain('alt="A &quot;star&quot; &amp; &lt;more&gt;"');
    expect(body).toContain('alt="The badge “Without words”"');
    const images = body.match(/<img [^>]*>/g) ?? [];
    for (const image of images) expect(image).toMatch(/ alt="[^"]+"/);
    expect(images.length).toBeGreaterThan(50);
    expect(body.match(/<li>/g)).toHaveLength(110);
    expect(Buffer.byteLength(body)).toBeLessThan(4_000_000);
  });

  it('of a program that is gone is gone', async () => {
    await stage.hold();
    const path = await open();
    stage.programs.program = async () => undefined;
    expect((await page(path)).statusCode).toBe(404);
  });
});
