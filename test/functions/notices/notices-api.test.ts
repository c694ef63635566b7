/** The routes of notices, called as API Gateway does: who may, what one click stops, and what opening a link leaves alone. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { noticesApi } from '../../../functions/notices/notices-api.ts';
import { noticeRoutes } from '../../../functions/notices/routes.ts';
import { forbidden } from '../../../functions/platform/errors.ts';
import { http } from '../../../functions/platform/http/http.ts';
import type { Member, Program } from '../../../functions/programs/read.ts';
import { type Call, call, formPost } from '../platform/call.ts';
import { minutesLater, openDesk, start } from './desk.ts';
import { credentialId, people, programId } from './district.ts';

const { owner, deputy, principal, reviewer, earner } = people;
const ROLES: Record<string, Member['roles']> = { [principal.employeeId]: ['administrator'] };
const member = (employeeId: string) => {
  const found = Object.values(people).find((one) => one.employeeId === employeeId);
  return found && ({ ...found, roles: ROLES[employeeId] ?? ['earner'] } as Member);
};

const openApi = async () => {
  const desk = await openDesk({ administrators: [principal.employeeId] });
  const programs = {
    program: async (id: string) => {
      const read = await desk.collaborators.readers.programs.program(id);
      return {
        ...read,
        programId: id,
        languages: ['en'],
        colors: { primary: '#1f4d3a', accent: '#b45f06' },
      } as unknown as Program;
    },
    member: async (_programId: string, employeeId: string) => member(employeeId),
  };
  const identify = async ({ subject }: { subject: string }) => {
    const found = member(subject);
    if (!found) throw forbidden('not-a-member', 'No.');
    return found;
  };
  const handler = http(noticeRoutes, noticesApi({ ...desk.collaborators, programs, identify }), async ({ headers }) =>
    headers.authorization === undefined
      ? undefined
      : { issuer: 'i', subject: headers.authorization, verifiedEmail: async () => undefined },
  );
  const send = (request: Call) => call(handler, request);
  const award = () =>
    desk.tellAdministrators({
      metadata: { id: randomUUID(), version: 1, time: start.toISOString(), programId, correlationId: 'c' },
      data: { awardId: randomUUID(), credentialId, badgeId: 'retrieval-practice', earnerId: earner.employeeId },
    });
  return { ...desk, send, award };
};

const as = ({ employeeId }: { employeeId: string }) => ({ authorization: employeeId });
const json = { 'content-type': 'application/json' };

describe('one click', () => {
  let api: Awaited<ReturnType<typeof openApi>>;
  let path: string;
  beforeAll(async () => {
    api = await openApi();
    for (let nth = 0; nth < 3; nth++) await api.award();
    api.clock.now = minutesLater(10);
    await api.sendDigests(api.clock.now);
    path = new URL(api.sent.at(-1)?.unsubscribe ?? '').pathname;
  });
  const choice = async () => (await api.noticeReaders.get(programId, principal.employeeId))?.awards;
  const post = (
    body: string,
    headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' },
  ) => api.send({ method: 'POST', path, headers, body });

  it('is not what a scanner does that opens the link, or posts something else', async () => {
    for (const method of ['GET', 'HEAD']) expect((await api.send({ method, path })).statusCode).toBe(200);
    const page = await api.send({ path });
    expect(page.body).toContain('value="One-Click"');
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    for (const body of ['', 'List-Unsubscribe=No', '{"List-Unsubscribe":"One-Click"}']) {
      expect((await post(body)).statusCode).toBe(400);
    }
    expect(await choice()).toBeUndefined();
  });

  it('stops award notices and digests, without sign-in, origin or redirect, any number of times', async () => {
    expect((await post('List-Unsubscribe=One-Click')).statusCode).toBe(200);
    expect(await choice()).toBe('off');
    expect((await post('List-Unsubscribe=One-Click')).body).toContain('These mails are stopped');
    const before = api.sent.length;
    api.clock.now = minutesLater(60);
    await api.award();
    for (const minutes of [70, 80, 3000]) await api.sendDigests(minutesLater(minutes));
    expect(api.sent).toHaveLength(before);
  });

  it('may be sent in the other encoding of a form, as RFC 8058 prefers; and taken back', async () => {
    expect((await post('again=yes')).statusCode).toBe(200);
    expect(await choice()).toBe('daily');
    const multipart = '--b\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
    expect((await post(multipart, { 'content-type': 'multipart/form-data; boundary=b' })).statusCode).toBe(200);
    expect(await choice()).toBe('off');
  });

  it('with a link that nobody was given is 404', async () => {
    const wrong = { method: 'POST', path: '/unsubscribe/guessed', body: 'List-Unsubscribe=One-Click' };
    expect(
      (await api.send({ ...wrong, headers: { 'content-type': 'application/x-www-form-urlencoded' } })).statusCode,
    ).toBe(404);
  });
});

describe('the settings', () => {
  it('are an administrator’s and a lead’s own, and nobody else’s', async () => {
    const api = await openApi();
    const path = `/v1/programs/${programId}/notice-settings`;
    const read = async (who: { employeeId: string }) => {
      const { statusCode, body } = await api.send({ path, headers: as(who) });
      return statusCode === 200 ? JSON.parse(body) : statusCode;
    };
    expect(await read(principal)).toEqual({ awards: 'immediate' });
    expect(await read(owner)).toEqual({ unreached: 'daily' });
    expect(await read(reviewer)).toBe(403);
    const put = {
      method: 'PUT',
      path,
      headers: { ...as(principal), ...json },
      body: JSON.stringify({ awards: 'daily' }),
    };
    expect((await api.send(put)).statusCode).toBe(204);
    expect(await read(principal)).toEqual({ awards: 'daily' });
    const form = formPost(`/programs/${programId}/notices`, { unreached: 'off' }, as(deputy));
    expect((await api.send(form)).statusCode).toBe(303);
    expect(await read(deputy)).toEqual({ unreached: 'off' });
    expect(await read(owner)).toEqual({ unreached: 'daily' });
  });
});

describe('who cannot be reached', () => {
  it('is shown to owner and deputy alone, and every button of it is theirs', async () => {
    const api = await openApi();
    for (const { method, path } of Object.values(noticeRoutes).filter((one) =>
      /unreach|notices\/|lift/.test(one.path),
    )) {
      const body = method === 'POST' && {
        body: JSON.stringify({ resent: 0, address: earner.addresses[0], act: 'dismiss', claim: 'x' }),
      };
      const filled = path.replace('{programId}', programId).replace('{claimId}', 'x').replace('{employeeId}', 'E-1203');
      const request = path.startsWith('/v1')
        ? { method, path: filled, headers: { ...as(principal), ...json }, ...body }
        : { ...formPost(filled, { act: 'dismiss', claim: 'x' }, as(principal)), method };
      expect((await api.send(request)).statusCode, `${method} ${path}`).toBe(403);
    }
    expect((await api.send({ path: `/v1/programs/${programId}/unreachable`, headers: as(deputy) })).statusCode).toBe(
      200,
    );
  });

  it('is lifted for addresses of members alone', async () => {
    const api = await openApi();
    const lift = (address: string) =>
      api.send({
        method: 'POST',
        path: `/v1/programs/${programId}/members/${earner.employeeId}/lift-suppression`,
        headers: { ...as(owner), ...json },
        body: JSON.stringify({ address }),
      });
    const [address = ''] = earner.addresses;
    for (const one of [address, 'somebody@else.example'])
      await api.suppressions.suppress(one, 'bounced', { at: start, sentAt: start });
    expect((await lift('somebody@else.example')).statusCode).toBe(404);
    expect((await lift(address.toUpperCase())).statusCode).toBe(204);
    expect(await api.suppressions.get(address)).toBeUndefined();
    expect(await api.suppressions.get('somebody@else.example')).toBeDefined();
  });
});
